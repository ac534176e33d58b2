#include <gtest/gtest.h>

#include "auth/devices/device_service.hpp"

namespace coffer::auth {
namespace {

TEST(DeviceNameTest, SaysBrowserAndSystem) {
  EXPECT_EQ(device_name("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox on Linux");
  EXPECT_EQ(device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
            "Edge on Windows");
  EXPECT_EQ(device_name("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        "Version/17.5 Safari/605.1.15"),
            "Safari on macOS");
  EXPECT_EQ(device_name("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/126.0.0.0 Mobile Safari/537.36"),
            "Chrome on Android");
}

TEST(DeviceNameTest, KnowsProgramsByTheirOwnNameAndSaysWhenItKnowsNothing) {
  EXPECT_EQ(device_name("curl/8.5.0"), "curl");
  EXPECT_EQ(device_name("okhttp/4.12.0"), "okhttp");
  EXPECT_EQ(device_name(""), "Unknown device");
  EXPECT_EQ(device_name("Mozilla/5.0"), "Unknown device");
  EXPECT_EQ(device_name("<script>alert(1)</script>"), "Unknown device");
}

}  // namespace
}  // namespace coffer::auth
