interface Bill {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
}

/**
 * The list of what is in a release, in CycloneDX as npm makes it, without what differs from one run to the next: the
 * number, the time, and the name of the folder that npm takes for that of the package.
 */
export function stableBill(text: string, name: string): string {
  const bill = JSON.parse(text) as Bill;
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  bill.metadata.component.name = name;
  return `${JSON.stringify(bill, null, 2)}\n`;
}
