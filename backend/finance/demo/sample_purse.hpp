// The cash and units that the sample household holds while its years are made up, and the
// transactions that moved them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "finance/demo/sample_catalogue.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

// Every verb books one transaction on the day begun last.
class SamplePurse {
 public:
  // Money on its way arrives and splits take effect.
  void begin(Date day);

  [[nodiscard]] Decimal cash(SampleAccount account, Currency currency) const;
  [[nodiscard]] Decimal units(SampleAccount account, SampleInstrument instrument) const;
  [[nodiscard]] const Decimal& debt() const { return debt_; }

  // `type` brings money in or takes it out by its nature; negative amounts are not for here.
  TransactionFields& receive(SampleAccount account, TransactionType type, Decimal amount, std::string note);
  TransactionFields& spend(SampleAccount account, TransactionType type, Decimal amount, std::string note);
  void deliver(SampleInstrument instrument, Decimal quantity, Decimal cost, Date acquired_on);
  // In euro; arrives on `arrival`.
  TransactionFields& send(SampleAccount from, SampleAccount to, Decimal amount, Date arrival);
  void send_as_dollars(Decimal euros, Decimal rate, Date arrival);
  void exchange_for_dollars(Decimal euros, Decimal rate, Decimal fee);
  void buy(SampleAccount account, SampleInstrument instrument, Decimal quantity, Decimal price, Decimal fee);
  void sell(SampleAccount account, SampleInstrument instrument, Decimal quantity, Decimal price, Decimal fee);
  void distribute(SampleAccount account, SampleInstrument instrument, Decimal net, Decimal tax);
  void buy_home(Decimal price, Decimal fee, Decimal tax);
  void value_home(Decimal worth);
  void draw_loan(Decimal amount);
  void repay_loan(Decimal principal, Decimal interest);

  [[nodiscard]] std::vector<TransactionFields> take() { return std::move(booked_); }

 private:
  struct Arrival {
    Date on;
    SampleAccount account;
    Currency currency;
    Decimal amount;
  };
  TransactionFields& book(SampleAccount account, TransactionType type, Currency currency, Decimal amount);
  // House and mortgage keep their cash in the current account.
  Decimal& purse(SampleAccount account, Currency currency);
  void expect(SampleAccount account, Currency currency, Decimal amount, Date arrival);

  Date day_;
  std::int64_t number_ = 0;
  std::map<std::pair<SampleAccount, Currency>, Decimal> cash_;
  std::map<std::pair<SampleAccount, SampleInstrument>, Decimal> units_;
  std::vector<Arrival> arrivals_;
  Decimal debt_;
  std::vector<TransactionFields> booked_;
};

}  // namespace coffer::finance
