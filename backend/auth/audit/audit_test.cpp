// Who reads the history: everyone their own, owners that of their household, and nobody else's.
#include "auth/audit/audit_service.hpp"

#include <gmock/gmock.h>

#include <set>

#include "auth/members/sharing_test_world.hpp"

namespace coffer::auth {
namespace {

struct AuditTest : SharingWorld {
  AuditService audit{database};

  AuditPage everything() const {
    AuditPage page;
    page.limit = 200;
    return page;
  }
  std::vector<std::string> actions(const Result<AuditList>& list) {
    EXPECT_TRUE(list) << list.error().cause;
    std::vector<std::string> named;
    if (list) {
      for (const auto& record : list->items) named.push_back(record.action);
    }
    return named;
  }
  void rename(const Caller& caller, const std::string& name) {
    UserPatch patch;
    patch.name = name;
    const auto renamed =
        write(caller, [&](platform::UnitOfWork& unit) { return identity.update_me(caller, unit, patch); });
    EXPECT_TRUE(renamed) << renamed.error().detail;
  }
};

TEST_F(AuditTest, EveryoneReadsWhatTheyDidThemselves) {
  const auto bob = caller_of(join("bob", Role::Viewer).user);
  rename(bob, "Bob");
  const auto own = run(audit.list_own(bob, everything()));
  EXPECT_THAT(actions(own), testing::Contains("auth.user.update"));
  EXPECT_EQ(own->items.front().actor, bob.user);
  EXPECT_EQ(own->items.front().actor_name, "Bob");
  EXPECT_EQ(own->items.front().object, AuditedId{bob.user.uuid});
  EXPECT_THAT(own->items.front().before.value(), testing::HasSubstr("bob"));
  EXPECT_THAT(own->items.front().after.value(), testing::HasSubstr("Bob"));
  for (const auto& record : run(audit.list_own(owner.caller, everything()))->items) {
    EXPECT_EQ(record.actor, owner.caller.user);
  }
}

TEST_F(AuditTest, OwnersAloneReadThatOfTheHousehold) {
  const auto bob = join("bob", Role::Editor);
  const auto ada = caller_of(owner.caller.user);
  const auto changed = write(ada, [&](platform::UnitOfWork& unit) {
    return members.update_member(ada, unit, household, bob.membership, {.role = Role::Manager, .sight = std::nullopt});
  });
  ASSERT_TRUE(changed) << changed.error().detail;
  const auto list = run(audit.list_of_household(ada, everything()));
  EXPECT_THAT(actions(list), testing::Contains("auth.member.update"));
  for (const auto& record : list->items) EXPECT_EQ(record.household, household);
  for (const auto role : {Role::Manager, Role::Editor, Role::Adviser, Role::Commenter, Role::Viewer}) {
    stored("UPDATE auth.memberships SET role = $1 WHERE id = $2 RETURNING 1",
           {std::string(role_name(role)), bob.membership.text()});
    const auto refused = run(audit.list_of_household(caller_of(bob.user), everything()));
    ASSERT_FALSE(refused) << role_name(role);
    EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  }
}

// The name under which the household knew them, until the account is deleted.
TEST_F(AuditTest, WhoLeftIsStillNamed) {
  const auto bob = join("bob", Role::Editor);
  stored(
      "INSERT INTO audit.audit_log (id, household_id, actor_id, action) VALUES (gen_random_uuid(), $1, $2, 'seen') "
      "RETURNING 1",
      {household.text(), bob.user.text()});
  const auto name = [&] {
    for (const auto& record : run(audit.list_of_household(owner.caller, everything()))->items) {
      if (record.actor == bob.user) return record.actor_name.value_or("nobody");
    }
    return std::string("no record");
  };
  EXPECT_EQ(name(), "bob");
  ASSERT_TRUE(write(owner.caller, [&](platform::UnitOfWork& unit) {
    return members.remove_member(owner.caller, unit, household, bob.membership);
  }));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.memberships WHERE user_id = $1 AND household_id = $2",
                   {bob.user.text(), household.text()}),
            "0");
  stored("UPDATE auth.users SET name = 'Robert' WHERE id = $1 RETURNING 1", {bob.user.text()});
  EXPECT_EQ(name(), "bob") << "what they call themselves later is theirs alone";

  const auto back = stored(
      "INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed) VALUES (gen_random_uuid(), $1, $2, "
      "'viewer', true) RETURNING id",
      {household.text(), bob.user.text()});
  const auto robert = caller_of(bob.user);
  ASSERT_TRUE(write(robert, [&](platform::UnitOfWork& unit) {
    return members.remove_member(robert, unit, household, MembershipId{*parse_uuid(back)});
  })) << "whoever only looks may leave as well";
  EXPECT_EQ(name(), "Robert");
  stored("DELETE FROM auth.former_members RETURNING 1");
  EXPECT_EQ(name(), "nobody") << "the control: it is this row that names them";
}

TEST_F(AuditTest, ANarrowedSightStillReadsItsOwnPart) {
  const auto bob = join("bob", Role::Viewer);
  stored(
      "INSERT INTO audit.audit_log (id, household_id, actor_id, action) VALUES (gen_random_uuid(), $1, $2, 'seen') "
      "RETURNING 1",
      {household.text(), bob.user.text()});
  stored("UPDATE auth.memberships SET narrowed = true WHERE id = $1 RETURNING 1", {bob.membership.text()});
  EXPECT_THAT(actions(run(audit.list_own(caller_of(bob.user), everything()))), testing::Contains("seen"));
}

TEST_F(AuditTest, PagesGoThroughAllOnce) {
  const auto ada = caller_of(owner.caller.user);
  for (int i = 0; i < 7; ++i) rename(ada, "Ada " + std::to_string(i));
  AuditPage page;
  page.limit = 3;
  page.object = AuditedId{ada.user.uuid};
  std::set<std::string> seen;
  std::size_t records = 0;
  do {
    const auto list = run(audit.list_own(ada, page));
    ASSERT_TRUE(list) << list.error().cause;
    for (const auto& record : list->items) seen.insert(format_uuid(record.id));
    records += list->items.size();
    page.cursor = list->next_cursor;
  } while (page.cursor);
  EXPECT_EQ(records, seen.size());
  EXPECT_GE(records, 7U);
}

}  // namespace
}  // namespace coffer::auth
