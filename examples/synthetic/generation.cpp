#include "examples/synthetic/generation.h"

namespace boussole::synthetic {
namespace {

constexpr std::array<std::string_view, kGenerations.size()> kNames = {"0.24", "0.27", "0.28", "0.29", "0.30", "0.31"};

}  // namespace

std::string_view name(Generation generation) { return kNames[static_cast<std::size_t>(generation)]; }

std::optional<Generation> generation_named(std::string_view wanted) {
  for (const Generation generation : kGenerations)
    if (name(generation) == wanted) return generation;
  return std::nullopt;
}

}  // namespace boussole::synthetic
