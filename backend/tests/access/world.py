"""A shared household: what is in it, people with every role and sight, and keys of its owner."""
import copy
import datetime
import itertools
import uuid

import household
import processes

ROLES = ("owner", "manager", "editor", "adviser", "commenter", "viewer")
CSV = "date,type,symbol,quantity,price,currency,account\n2024-01-02,buy,ACME,1,{price},EUR,Shown\n"


class World:
    def __init__(self, coffer: processes.Coffer):
        self.coffer = coffer
        self.numbers = itertools.count(1)
        self.owner = household.Household(coffer.ports.api, "owner@example.org")
        self.id = self.owner.send("GET", "/v1/households").expect(200).json["items"][0]["id"]
        self.stranger = household.Household(coffer.ports.api, "stranger@example.org")
        self.prove_addresses()
        # What a narrowed member may edit, may look at, and does not see.
        self.edited, self.shown, self.hidden = (self.account(name) for name in ("Edited", "Shown", "Hidden"))
        # Where transfers of each of them go: a narrowed member may edit it too.
        self.partner = self.account("Partner")
        self.instrument = self.made("/v1/instruments", {"symbol": "ACME", "kind": "stock", "currency": "EUR"})
        self.made("/v1/transactions", {"account": self.edited, "type": "buy", "date": "2024-01-02", "currency": "EUR",
                                       "instrument": self.instrument, "quantity": "1", "price": "10"})
        self.portfolio = self.made("/v1/portfolios", {"name": "All three", "currency": "EUR", "accounts": [self.edited, self.shown, self.hidden]})
        self.people = {role: self.person(role, narrowed=False) for role in ROLES if role != "owner"} | {"owner": self.owner}
        self.narrowed = {role: self.person(role, narrowed=True) for role in ("editor", "viewer")}

    # ------------------------------------------------------------ people
    def prove_addresses(self) -> None:
        """Invitations and further households wait for it."""
        self.coffer.ask("UPDATE auth.users SET email_verified_at = now() WHERE email_verified_at IS NULL")

    def join(self, role: str, narrowed: bool) -> tuple[household.Household, str]:
        """Somebody new, with the membership written past the API: invitations have tests of their own."""
        email = f"person{next(self.numbers)}@example.org"
        person = household.Household(self.coffer.ports.api, email)
        membership = str(uuid.uuid4())
        self.prove_addresses()
        self.coffer.ask(f"INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed) "
                        f"SELECT '{membership}', '{self.id}', id, '{role}', {str(narrowed).lower()} FROM auth.users WHERE email = '{email}'")
        return person, membership

    def person(self, role: str, narrowed: bool) -> household.Household:
        person, membership = self.join(role, narrowed)
        if narrowed:
            for account, access in ((self.edited, "edit"), (self.partner, "edit"), (self.shown, "view")):
                self.made(f"/v1/households/{self.id}/grants", {"member": membership, "account": account, "access": access})
        return person

    def program(self, scopes: set[str]) -> household.Household:
        """The owner by an API key of these scopes."""
        expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
        wanted = {"name": self.name(), "scopes": sorted(scopes), "expires_at": expires.strftime("%Y-%m-%dT%H:%M:%SZ")}
        token = self.owner.send("POST", "/v1/me/api-keys", wanted).expect(201).json["token"]
        program = copy.copy(self.owner)
        program.headers = {"Authorization": f"Bearer {token}"}
        return program

    def member(self) -> str:
        return self.join("viewer", narrowed=True)[1]

    # ------------------------------------------------------------ things, made by the owner
    def made(self, path: str, body: dict) -> str:
        return self.owner.insist("POST", path, body, f"make {next(self.numbers)}", self.headers()).expect(201).json["id"]

    def headers(self) -> dict[str, str]:
        return {"Coffer-Household": self.id}

    def name(self) -> str:
        return f"Thing {next(self.numbers)}"

    def account(self, name: str = "") -> str:
        return self.made("/v1/accounts", {"name": name or self.name(), "kind": "brokerage", "currency": "EUR"})

    def deposit(self, account: str) -> dict:
        return {"account": account, "type": "deposit", "date": "2024-05-06", "currency": "EUR", "amount": "12.34"}

    def transaction(self, account: str) -> str:
        return self.made("/v1/transactions", self.deposit(account))

    def sides(self, account: str) -> dict:
        withdrawal = self.deposit(account) | {"type": "withdrawal"}
        return {"sent": self.made("/v1/transactions", withdrawal), "received": self.made("/v1/transactions", self.deposit(self.partner))}

    def joined(self, account: str) -> str:
        return self.owner.insist("POST", "/v1/transfers/match", self.sides(account), f"join {next(self.numbers)}", self.headers()).expect(200).json["id"]

    def change(self, account: str) -> str:
        self.transaction(account)
        return self.owner.send("GET", "/v1/changes?limit=1", headers=self.headers()).expect(200).json["items"][0]["id"]

    def removed_transaction(self, account: str) -> str:
        transaction = self.transaction(account)
        self.owner.send("DELETE", f"/v1/transactions/{transaction}", headers=self.headers()).expect(204)
        return transaction

    def told_action(self) -> str:
        """A split of a day of its own, before anything was held."""
        day = datetime.date(2000, 1, 3) + datetime.timedelta(days=next(self.numbers))
        return self.made(f"/v1/instruments/{self.instrument}/corporate-actions",
                         {"type": "split", "ex_date": day.isoformat(), "ratio_to": 3, "ratio_from": 1})

    def grant(self) -> str:
        return self.made(f"/v1/households/{self.id}/grants", {"member": self.member(), "account": self.shown, "access": "view"})

    def invitation(self) -> str:
        return self.made(f"/v1/households/{self.id}/invitations", {"email": f"guest{next(self.numbers)}@example.org", "role": "viewer"})

    def upload(self) -> str:
        number = next(self.numbers)
        return self.owner.upload(f"statement {number}.csv", CSV.format(price=number), f"upload {number}").expect(201).json["id"]

    def profile(self) -> str:
        """Kept at the commit of a file whose columns only a person can read."""
        number = next(self.numbers)
        text = f"When;What;Worth\n2024-01-02;deposit;{number}\n"
        found = self.owner.upload(f"bank {number}.csv", text, f"upload {number}").expect(201).json["id"]
        mapping = [{"column": column, "field": field} for column, field in enumerate(("date", "type", "amount"))]
        change = {"account": self.shown, "kind": "transactions", "mapping": mapping, "options": {"currency": "EUR"}}
        self.owner.send("PATCH", f"/v1/imports/{found}", change, self.headers()).expect(200)
        name = f"Bank {number}"
        asked = self.owner.insist("POST", f"/v1/imports/{found}/commit", {"profile": {"name": name}}, f"keep {number}").expect(202)
        self.owner.await_job(asked.json["id"])
        kept = self.owner.send("GET", "/v1/import-profiles?limit=200", headers=self.headers()).expect(200).json["items"]
        return next(profile["id"] for profile in kept if profile["name"] == name)

    def job(self) -> str:
        return self.owner.commit(self.upload(), f"commit {next(self.numbers)}").expect(202).json["id"]

    def committed(self) -> str:
        found = self.upload()
        self.owner.await_job(self.owner.commit(found, f"commit {next(self.numbers)}").expect(202).json["id"])
        return found
