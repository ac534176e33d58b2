#include <gtest/gtest.h>
#include "finance/imports/staging.hpp"
