import type { components, operations } from "./gen/schema";

type Schemas = components["schemas"];

export type Access = Schemas["Access"];
export type Account = Schemas["Account"];
export type AccountDeletion = Schemas["AccountDeletion"];
export type AccountEmail = Schemas["AccountEmail"];
export type AccountKind = Schemas["AccountKind"];
export type AccountPatch = Schemas["AccountPatch"];
export type Allocation = Schemas["Allocation"];
export type AllocationBy = Schemas["AllocationBy"];
export type ApiKey = Schemas["ApiKey"];
export type CostBasisMethod = Schemas["CostBasisMethod"];
export type CreatedApiKey = Schemas["CreatedApiKey"];
export type CurrencyItem = Schemas["CurrencyItem"];
<<<<<<< HEAD
export type Grant = Schemas["Grant"];
=======
export type Factors = Schemas["Factors"];
>>>>>>> web-identity
export type Holding = Schemas["Holding"];
export type Holdings = Schemas["Holdings"];
export type Household = Schemas["Household"];
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
export type Invitation = Schemas["Invitation"];
export type InvitationOffer = Schemas["InvitationOffer"];
export type Job = Schemas["Job"];
export type Login = Schemas["Login"];
export type Me = Schemas["Me"];
export type Member = Schemas["Member"];
export type NetWorth = Schemas["NetWorth"];
export type NewAccount = Schemas["NewAccount"];
export type NewTransaction = Schemas["NewTransaction"];
<<<<<<< HEAD
export type Ownership = Schemas["Ownership"];
export type OwnershipShare = Schemas["OwnershipShare"];
=======
export type OfferedProof = Schemas["OfferedProof"];
export type Passkey = Schemas["Passkey"];
export type PasskeyAnswer = Schemas["PasskeyAnswer"];
export type PasskeyCreation = Schemas["PasskeyCreation"];
export type PasskeyRequest = Schemas["PasskeyRequest"];
export type PendingSignIn = Schemas["PendingSignIn"];
>>>>>>> web-identity
export type Performance = Schemas["Performance"];
export type Permission = Schemas["Scope"];
export type Portfolio = Schemas["Portfolio"];
export type PricesAsOf = Schemas["PricesAsOf"];
<<<<<<< HEAD
export type Profile = Schemas["Profile"];
export type Role = Schemas["Role"];
export type Sight = Schemas["Sight"];
=======
export type Proof = Schemas["Proof"];
export type Scope = Schemas["Scope"];
export type Session = Schemas["Session"];
export type StepUp = Schemas["StepUp"];
export type TotpEnrolment = Schemas["TotpEnrolment"];
>>>>>>> web-identity
export type Transaction = Schemas["Transaction"];
export type TransactionType = Schemas["TransactionType"];
export type Warning = Schemas["Warning"];

export type TransactionQuery = NonNullable<operations["list_transactions"]["parameters"]["query"]>;
