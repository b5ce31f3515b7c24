#pragma once

// What most of the code includes, compiled once for the builds with sanitizers; each file still includes what it uses.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>
