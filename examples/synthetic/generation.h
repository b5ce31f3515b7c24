#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace boussole::synthetic {

/// The generations of Decidim whose open data differ.
enum class Generation { v0_24, v0_27, v0_28, v0_29, v0_30, v0_31 };

inline constexpr std::array kGenerations = {Generation::v0_24, Generation::v0_27, Generation::v0_28,
                                            Generation::v0_29, Generation::v0_30, Generation::v0_31};

/// "0.24" … "0.31".
std::string_view name(Generation generation);
std::optional<Generation> generation_named(std::string_view name);

}  // namespace boussole::synthetic
