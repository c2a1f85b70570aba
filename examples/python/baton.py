"""Reads and writes a person's timer from Python, with supabase-py.

Written, not run: the package could not be installed where this was written. What it asks is in `npm test`
(supabase/tests/vitest/supabase-py.test.ts replays the requests of supabase-py 2.34).

    npm run backend                      # prints url, publishable_key and secret_key
    pip install supabase==2.34.1
    SUPABASE_URL=... SUPABASE_KEY=... SUPABASE_SECRET_KEY=... python examples/python/baton.py

The secret key opens every account. Keep it on a server, and never in a browser or a repository.
"""

import os
import uuid

from supabase import Client, create_client

url = os.environ["SUPABASE_URL"]
person: Client = create_client(url, os.environ["SUPABASE_KEY"])
server: Client = create_client(url, os.environ["SUPABASE_SECRET_KEY"])

email = f"grace-{uuid.uuid4().hex[:8]}@example.org"
password = "correct horse"

# An account is made by Auth. Its row in `users` comes with it, so nothing is inserted there.
made = server.auth.admin.create_user(
    {
        "email": email,
        "password": password,
        "email_confirm": True,
        "user_metadata": {"username": "grace"},
    }
)
user_id = made.user.id

# A person by e-mail or by id. A server sees everybody, a person themselves.
by_email = server.table("users").select("*").eq("email", email).single().execute().data
by_id = server.table("users").select("*").eq("id", user_id).single().execute().data
assert by_email == by_id

# Settings are written as a whole: a key that is left out was removed on purpose.
settings = by_id["pomodoro_settings"] | {"daily_goal": 90}
server.table("users").update({"pomodoro_settings": settings}).eq("id", user_id).execute()

# From here on as the person.
person.auth.sign_in_with_password({"email": email, "password": password})
task = (
    person.table("tasks")
    .insert({"title": "Read the paper", "estimated_pomodoros": 3})
    .execute()
    .data[0]
)

# An act on the timer. What is left out is filled in, and every open browser of hers shows it at once.
act = {
    "task_id": task["id"],
    "session_type": "work",
    "round_number": 1,
    "preset_type": "short",
    "is_paused": False,
}
person.table("pomodoro_checkpoints").insert(
    act | {"checkpoint_type": "start", "remaining_time": 1500}
).execute()
person.table("pomodoro_checkpoints").insert(
    act | {"checkpoint_type": "stop", "remaining_time": 1490}
).execute()

for checkpoint in person.table("pomodoro_checkpoints").select("*").order("generation").execute().data:
    print(checkpoint["timestamp"], checkpoint["checkpoint_type"], checkpoint["remaining_time"])

person.auth.sign_out()
server.auth.admin.delete_user(user_id)
