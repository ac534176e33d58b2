import type { components, operations } from "./gen/schema";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type AccountKind = Schemas["AccountKind"];
export type AccountPatch = Schemas["AccountPatch"];
export type Allocation = Schemas["Allocation"];
export type AllocationBy = Schemas["AllocationBy"];
export type CostBasisMethod = Schemas["CostBasisMethod"];
export type CurrencyItem = Schemas["CurrencyItem"];
export type Holding = Schemas["Holding"];
export type Holdings = Schemas["Holdings"];
export type Import = Schemas["Import"];
export type ImportField = Schemas["ImportField"];
export type ImportKind = Schemas["ImportKind"];
export type ImportOptions = Schemas["ImportOptions"];
export type ImportRow = Schemas["ImportRow"];
export type ImportRowStatus = Schemas["ImportRowStatus"];
export type ImportRowValues = Schemas["ImportRowValues"];
export type ImportState = Schemas["ImportState"];
export type Instrument = Schemas["Instrument"];
export type InstrumentKind = Schemas["InstrumentKind"];
export type InstrumentReference = Schemas["InstrumentReference"];
export type Job = Schemas["Job"];
export type Me = Schemas["Me"];
export type NetWorth = Schemas["NetWorth"];
export type NewAccount = Schemas["NewAccount"];
export type NewTransaction = Schemas["NewTransaction"];
export type Performance = Schemas["Performance"];
export type Portfolio = Schemas["Portfolio"];
export type PricesAsOf = Schemas["PricesAsOf"];
export type Transaction = Schemas["Transaction"];
export type TransactionType = Schemas["TransactionType"];
export type Warning = Schemas["Warning"];

export type TransactionQuery = NonNullable<operations["list_transactions"]["parameters"]["query"]>;
