#include "api/rest/change_encoding.hpp"

namespace coffer::api::rest {

void append_change(platform::JsonWriter& json, const finance::Change& change) {
  json.begin_object()
      .field("id", change.id)
      .field("kind", finance::change_kind_name(change.kind))
      .field("rows", change.rows)
      .object_field("summary")
      .field("transaction", change.transaction)
      .field("instrument", change.instrument)
      .field("type", ledger::transaction_type_name(change.type))
      .field("date", change.date)
      .end_object()
      .field("reason", change.reason)
      .object_field("actor")
      .field("user", change.actor)
      .field("name", change.actor_name)
      .end_object()
      .field("recorded_at", change.recorded_at)
      .field("undoes", change.undoes)
      .field("undone_by", change.undone_by)
      .field("undoable", change.undoable == finance::Undoable::Yes)
      .end_object();
}

}  // namespace coffer::api::rest
