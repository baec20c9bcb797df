"""Makes the calls of a file of jobs through psycopg 3 and prints what each answers, a JSON line each."""

import json
import sys
from decimal import Decimal

import psycopg

FORMS = {"float8": float, "int": int, "bigint": lambda n: int(n) if n == int(n) else n, "numeric": lambda n: Decimal(str(n))}


def main() -> None:
    url, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        jobs = json.load(file)
    with psycopg.connect(url, client_encoding="utf8") as connection:
        for job in jobs:
            values = []
            if job["form"] != "nothing":
                value = job["value"]
                is_fraction = value is not None and value != int(value)
                values = [value if value is None or is_fraction else FORMS[job["form"]](value)]
            try:
                connection.execute("select public.restore_sequences()")
                if job["user"]:
                    connection.execute("select howdah.act_as(%s)", [job["user"]])
                text = job["sql"].replace("%", "%%").replace("$1", "%s") if values else job["sql"]
                rows = connection.execute(text, values or None).fetchall()
                answer = "\n".join(str(row[0]) for row in rows)
            except psycopg.Error as error:
                answer = "ERROR " + str(error).splitlines()[0]
            connection.rollback()
            print(json.dumps({"id": job["id"], "answer": answer}))


main()
