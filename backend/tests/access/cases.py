"""One request for each operation of a household: what it does to an object that the owner has just made for it."""
import dataclasses
import typing

import household
import world as worlds

World = worlds.World


@dataclasses.dataclass(frozen=True)
class Request:
    path: str
    body: dict | bytes | None = None
    headers: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Case:
    """scope: what a narrowed member's sight is held against. `account`: an account or what is in it, made for the account given.
    `whole`: an object that only those see who see the whole. `anyone`: something that every member sees, or a list."""
    scope: str
    make: typing.Callable[[World, str], Request]


def of_account(path: str, body: typing.Callable[[World, str], dict] | None = None) -> Case:
    return Case("account", lambda w, account: Request(path.format(account=account), body and body(w, account)))


def of_transaction(path: str, body: dict | None = None) -> Case:
    return Case("account", lambda w, account: Request(path.format(transaction=w.transaction(account)), body))


def plain(scope: str, path: str, body: typing.Callable[[World], dict] | None = None) -> Case:
    return Case(scope, lambda w, _: Request(path.format(household=w.id, instrument=w.instrument, portfolio=w.portfolio), body and body(w)))


def of_action(body: typing.Callable[[World], dict] | None = None) -> Case:
    return Case("anyone", lambda w, _: Request(f"/v1/instruments/{w.instrument}/corporate-actions/{w.told_action()}", body and body(w)))


def whole(make: typing.Callable[[World], Request]) -> Case:
    return Case("whole", lambda w, _: make(w))


def uploading(w: World) -> Request:
    text = worlds.CSV.format(price=next(w.numbers))
    body = (f'--{household.BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
            f"{text}\r\n--{household.BOUNDARY}--\r\n").encode()
    return Request("/v1/imports", body, {"Content-Type": f"multipart/form-data; boundary={household.BOUNDARY}"})


HOUSEHOLD, MEMBERS, GRANTS, INVITATIONS = "/v1/households/{household}", "/v1/households/{}/members/{}", "/v1/households/{}/grants/{}", "/v1/households/{}/invitations/{}"
CASES: dict[str, Case] = {
    "get_household": plain("anyone", HOUSEHOLD),
    "update_household": plain("anyone", HOUSEHOLD, lambda w: {"name": w.name()}),
    "list_members": plain("anyone", HOUSEHOLD + "/members"),
    "update_member": whole(lambda w: Request(MEMBERS.format(w.id, w.member()), {"role": "commenter"})),
    "remove_member": whole(lambda w: Request(MEMBERS.format(w.id, w.member()))),
    "list_grants": plain("anyone", HOUSEHOLD + "/grants"),
    "create_grant": plain("anyone", HOUSEHOLD + "/grants", lambda w: {"member": w.member(), "account": w.shown, "access": "view"}),
    "update_grant": whole(lambda w: Request(GRANTS.format(w.id, w.grant()), {"access": "comment"})),
    "remove_grant": whole(lambda w: Request(GRANTS.format(w.id, w.grant()))),
    "list_invitations": plain("anyone", HOUSEHOLD + "/invitations"),
    "create_invitation": plain("anyone", HOUSEHOLD + "/invitations", lambda w: {"email": f"guest{next(w.numbers)}@example.org", "role": "viewer"}),
    "remove_invitation": whole(lambda w: Request(INVITATIONS.format(w.id, w.invitation()))),
    "list_audit_records": plain("anyone", "/v1/audit-log"),
    "list_accounts": plain("anyone", "/v1/accounts"),
    "create_account": plain("anyone", "/v1/accounts", lambda w: {"name": w.name(), "kind": "bank", "currency": "EUR"}),
    "get_account": of_account("/v1/accounts/{account}"),
    "update_account": of_account("/v1/accounts/{account}", lambda w, _: {"note": w.name()}),
    "remove_account": of_account("/v1/accounts/{account}"),
    "get_account_performance": of_account("/v1/accounts/{account}/performance"),
    "list_account_holdings": of_account("/v1/accounts/{account}/holdings"),
    "get_account_allocation": of_account("/v1/accounts/{account}/allocation"),
    "get_account_income": of_account("/v1/accounts/{account}/income"),
    "list_account_lots": of_account("/v1/accounts/{account}/lots"),
    "list_account_trades": of_account("/v1/accounts/{account}/trades"),
    "get_account_risk": of_account("/v1/accounts/{account}/risk"),
    "get_account_contribution": of_account("/v1/accounts/{account}/contribution"),
    "get_account_returns": of_account("/v1/accounts/{account}/returns"),
    "get_account_trail": of_account("/v1/accounts/{account}/explain?figure=value"),
    "get_account_ownership": of_account("/v1/accounts/{account}/ownership"),
    "update_account_ownership": of_account("/v1/accounts/{account}/ownership", lambda w, _: {"shares": []}),
    "list_instruments": plain("anyone", "/v1/instruments"),
    "create_instrument": plain("anyone", "/v1/instruments", lambda w: {"symbol": f"S{next(w.numbers)}", "kind": "stock", "currency": "EUR"}),
    "get_instrument": plain("anyone", "/v1/instruments/{instrument}"),
    "update_instrument": plain("anyone", "/v1/instruments/{instrument}", lambda w: {"name": w.name()}),
    "list_prices": plain("anyone", "/v1/instruments/{instrument}/prices"),
    "create_prices": plain("anyone", "/v1/instruments/{instrument}/prices", lambda w: {"prices": [{"date": "2024-01-02", "close": f"{next(w.numbers)}"}]}),
    "list_corporate_actions": plain("anyone", "/v1/instruments/{instrument}/corporate-actions"),
    "create_corporate_action": plain("anyone", "/v1/instruments/{instrument}/corporate-actions",
                                     lambda w: {"type": "split", "ex_date": "2023-03-04", "ratio_to": 1 + next(w.numbers), "ratio_from": 1}),
    "preview_corporate_action": plain("anyone", "/v1/instruments/{instrument}/corporate-actions/preview",
                                      lambda w: {"type": "split", "ex_date": "2023-03-06", "ratio_to": 3, "ratio_from": 1}),
    "get_corporate_action": of_action(),
    "update_corporate_action": of_action(lambda w: {"note": w.name()}),
    "remove_corporate_action": of_action(),
    "get_instrument_performance": plain("anyone", "/v1/instruments/{instrument}/performance"),
    "get_instrument_income": plain("anyone", "/v1/instruments/{instrument}/income"),
    "list_instrument_lots": plain("anyone", "/v1/instruments/{instrument}/lots"),
    "list_instrument_trades": plain("anyone", "/v1/instruments/{instrument}/trades"),
    "get_instrument_risk": plain("anyone", "/v1/instruments/{instrument}/risk"),
    "get_instrument_returns": plain("anyone", "/v1/instruments/{instrument}/returns"),
    "get_instrument_trail": plain("anyone", "/v1/instruments/{instrument}/explain?figure=value"),
    "list_fx_rates": plain("anyone", "/v1/fx-rates?from=EUR&to=USD"),
    "create_fx_rates": plain("anyone", "/v1/fx-rates", lambda w: {"rates": [{"from": "EUR", "to": "USD", "date": "2024-01-02", "rate": f"1.{next(w.numbers)}"}]}),
    "list_transactions": plain("anyone", "/v1/transactions"),
    "create_transaction": of_account("/v1/transactions", lambda w, account: w.deposit(account)),
    "get_transaction": of_transaction("/v1/transactions/{transaction}"),
    "update_transaction": of_transaction("/v1/transactions/{transaction}", {"note": "changed"}),
    "remove_transaction": of_transaction("/v1/transactions/{transaction}"),
    "restore_transaction": Case("account", lambda w, account: Request(f"/v1/transactions/{w.removed_transaction(account)}/restore")),
    "list_transaction_revisions": of_transaction("/v1/transactions/{transaction}/revisions"),
    "preview_transaction": of_account("/v1/transactions/preview", lambda w, account: w.deposit(account)),
    "update_transactions": Case("account", lambda w, account: Request("/v1/transactions/bulk", {"transactions": [w.transaction(account)], "change": {"note": w.name()}})),
    "list_open_transfers": plain("anyone", "/v1/transfers/open"),
    "match_transfer": Case("account", lambda w, account: Request("/v1/transfers/match", w.sides(account))),
    "remove_transfer_match": Case("account", lambda w, account: Request(f"/v1/transfers/{w.joined(account)}/match")),
    "list_changes": plain("anyone", "/v1/changes"),
    "undo_change": Case("account", lambda w, account: Request(f"/v1/changes/{w.change(account)}/undo")),
    "list_portfolios": plain("anyone", "/v1/portfolios"),
    "create_portfolio": plain("anyone", "/v1/portfolios", lambda w: {"name": w.name(), "currency": "EUR", "accounts": []}),
    "get_portfolio": plain("whole", "/v1/portfolios/{portfolio}"),
    "update_portfolio": plain("whole", "/v1/portfolios/{portfolio}", lambda w: {"name": w.name()}),
    "remove_portfolio": whole(lambda w: Request(f"/v1/portfolios/{w.made('/v1/portfolios', {'name': w.name(), 'currency': 'EUR', 'accounts': []})}")),
    "list_portfolio_holdings": plain("whole", "/v1/portfolios/{portfolio}/holdings"),
    "get_portfolio_performance": plain("whole", "/v1/portfolios/{portfolio}/performance"),
    "get_portfolio_allocation": plain("whole", "/v1/portfolios/{portfolio}/allocation?by=instrument"),
    "get_portfolio_income": plain("whole", "/v1/portfolios/{portfolio}/income"),
    "list_portfolio_lots": plain("whole", "/v1/portfolios/{portfolio}/lots"),
    "list_portfolio_trades": plain("whole", "/v1/portfolios/{portfolio}/trades"),
    "get_portfolio_risk": plain("whole", "/v1/portfolios/{portfolio}/risk"),
    "get_portfolio_contribution": plain("whole", "/v1/portfolios/{portfolio}/contribution"),
    "get_portfolio_returns": plain("whole", "/v1/portfolios/{portfolio}/returns"),
    "get_portfolio_trail": plain("whole", "/v1/portfolios/{portfolio}/explain?figure=value"),
    "preview_portfolio_sale": plain("whole", "/v1/portfolios/{portfolio}/what-if", lambda w: {"account": w.shown, "instrument": w.instrument, "quantity": "1"}),
    "get_net_worth": plain("anyone", "/v1/net-worth"),
    "get_net_worth_trail": plain("anyone", "/v1/net-worth/explain?figure=net_worth"),
    "get_data_health": plain("anyone", "/v1/data-health"),
    "list_imports": plain("anyone", "/v1/imports"),
    "create_import": Case("anyone", lambda w, _: uploading(w)),
    "get_import": whole(lambda w: Request(f"/v1/imports/{w.upload()}")),
    "update_import": whole(lambda w: Request(f"/v1/imports/{w.upload()}", {"account": w.shown})),
    "remove_import": whole(lambda w: Request(f"/v1/imports/{w.upload()}")),
    "list_import_rows": whole(lambda w: Request(f"/v1/imports/{w.upload()}/rows")),
    "list_import_instruments": whole(lambda w: Request(f"/v1/imports/{w.upload()}/instruments")),
    "update_import_row": whole(lambda w: Request(f"/v1/imports/{w.upload()}/rows/1", {"values": {"price": "7"}})),
    "commit_import": whole(lambda w: Request(f"/v1/imports/{w.upload()}/commit")),
    "revert_import": whole(lambda w: Request(f"/v1/imports/{w.committed()}/revert")),
    "list_import_profiles": plain("anyone", "/v1/import-profiles"),
    "get_import_profile": whole(lambda w: Request(f"/v1/import-profiles/{w.profile()}")),
    "update_import_profile": whole(lambda w: Request(f"/v1/import-profiles/{w.profile()}", {"name": w.name()})),
    "remove_import_profile": whole(lambda w: Request(f"/v1/import-profiles/{w.profile()}")),
    "list_jobs": plain("anyone", "/v1/jobs"),
    "get_job": whole(lambda w: Request(f"/v1/jobs/{w.job()}")),
    "export_transactions": plain("anyone", "/v1/exports/transactions"),
}
