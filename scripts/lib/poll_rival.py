"""The same poll as usual Python would serve it: FastAPI and uvicorn, with a read of SQLite for each request. One review, by its id."""

import os
import sqlite3

from fastapi import FastAPI, Request, Response

database = sqlite3.connect(os.environ["RIVAL_DATABASE"], check_same_thread=False)
app = FastAPI()


@app.get("/v1/reviews/{review}")
async def poll(review: str, request: Request) -> Response:
    row = database.execute("SELECT version, body FROM reviews WHERE id = ?", (review,)).fetchone()
    if row is None:
        return Response(status_code=404)
    tag = f'"{row[0]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content=row[1], media_type="application/json", headers=headers)
