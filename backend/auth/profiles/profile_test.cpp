#include <gmock/gmock.h>

#include "auth/identity/auth_test_world.hpp"
#include "auth/profiles/profile_service.hpp"
#include "testkit/builders.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

const std::string png = std::string("\x89PNG\r\n\x1a\n") + std::string(100, '\0');

struct ProfileTest : AuthWorld {
  ProfileService profiles{database};
  SignedUp person = sign_up();

  Result<Profile> update(ProfilePatch patch) {
    return write(person.caller, [&](UnitOfWork& unit) { return profiles.update_profile(unit, patch); });
  }
  static ProfilePatch with_picture(std::string bytes) {
    ProfilePatch patch;
    patch.avatar = Avatar{"", std::move(bytes)};
    return patch;
  }
};

TEST_F(ProfileTest, it_begins_with_what_was_said_at_sign_up) {
  const auto profile = run(profiles.get_profile(person.caller));
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->name, "Ada Byron");
  EXPECT_EQ(profile->base_currency.code(), "GBP");
  EXPECT_FALSE(profile->avatar);
}

TEST_F(ProfileTest, what_is_changed_is_kept_and_audited) {
  ProfilePatch patch = with_picture(png);
  patch.name = "Ada Lovelace";
  patch.locale = "de-AT";
  patch.time_zone = "Europe/Vienna";
  patch.base_currency = *parse_currency("CHF");
  const auto changed = update(patch);
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  const auto profile = run(profiles.get_profile(person.caller));
  ASSERT_TRUE(profile && profile->avatar);
  EXPECT_EQ(profile->name + profile->locale + profile->time_zone, "Ada Lovelacede-ATEurope/Vienna");
  EXPECT_EQ(profile->base_currency.code(), "CHF");
  EXPECT_EQ(profile->avatar->media_type, "image/png");
  EXPECT_EQ(profile->avatar->bytes, png);
  EXPECT_EQ(stored("SELECT (before->>'base_currency') || (after->>'base_currency') || (after->>'has_avatar') FROM "
                   "audit.audit_log WHERE action = 'auth.profile.update'"),
            "GBPCHFtrue");
}

TEST_F(ProfileTest, a_picture_can_be_taken_away) {
  ASSERT_TRUE(update(with_picture(png)));
  ProfilePatch patch;
  patch.removes_avatar = true;
  const auto changed = update(patch);
  ASSERT_TRUE(changed);
  EXPECT_FALSE(changed->avatar);
}

TEST_F(ProfileTest, what_is_no_small_picture_is_refused_with_every_other_fault) {
  for (const auto& bytes : {std::string("<svg onload=alert(1)>"), png + std::string(64 * 1024, 'x'), std::string()}) {
    auto patch = with_picture(bytes);
    patch.locale = "?";
    const auto refused = update(patch);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.size(), 2U);
  }
}

TEST_F(ProfileTest, pictures_are_seen_by_those_of_the_household_and_nobody_else) {
  ASSERT_TRUE(update(with_picture(png)));
  const auto household = person.me.households.front().id;
  auto api = storage.connect(testkit::As::Api);
  testkit::set_caller(api, testkit::person(testkit::next_id<UserId>(), {{household, Role::Viewer, false}}));
  EXPECT_EQ(testkit::value(api, "SELECT count(*) FROM auth.avatars"), "1");
  EXPECT_EQ(testkit::value(api, "WITH gone AS (DELETE FROM auth.avatars RETURNING 1) SELECT count(*) FROM gone"), "0");
  testkit::set_caller(api, testkit::person(testkit::next_id<UserId>(), {}));
  EXPECT_EQ(testkit::value(api, "SELECT count(*) FROM auth.avatars"), "0");
}

}  // namespace
}  // namespace coffer::auth
