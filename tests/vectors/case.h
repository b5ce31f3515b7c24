#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/value.h"

/// One reference case of schema stat-vectors/1 and the ways to read its input. What does not fit throws BadCase, which
/// the runner reports as a failure of that case.
namespace boussole::vectors {

struct BadCase : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The case cannot be run because what it was computed from is not in it: skipped, and said.
struct MissingData : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Tolerance;
using Matrix = std::vector<std::vector<double>>;

/// An object of the case (its input or its params) with typed access. A scalar may stand for a list of one.
class Fields {
 public:
  explicit Fields(const json::Value* object) : object_(object) {}

  const json::Value* find(std::string_view key) const { return object_ ? object_->find(key) : nullptr; }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  const json::Value& get(std::string_view key) const;

  std::vector<std::string> names() const;

  double number(std::string_view key) const;
  double number_or(std::string_view key, double otherwise) const;
  std::uint64_t count(std::string_view key) const;
  bool flag_or(std::string_view key, bool otherwise) const;
  std::string text(std::string_view key) const;
  std::string text_or(std::string_view key, std::string otherwise) const;
  std::vector<double> numbers(std::string_view key) const;
  std::vector<std::optional<double>> numbers_or_null(std::string_view key) const;
  std::vector<std::uint64_t> counts(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  Matrix matrix(std::string_view key) const;

 private:
  const json::Value* object_;
};

struct Case {
  std::string id;
  std::string method;
  Fields input{nullptr};
  Fields params{nullptr};
  Fields expected{nullptr};  ///< for the questions asked (which times, which keys), never for the answers
  std::filesystem::path directory;
};

/// A value as text or number, however it was written: labels of groups may be either.
std::string label_of(const json::Value& value);
double number_of(const json::Value& value);
std::vector<double> numbers_of(const json::Value& value);

/// A way to answer the cases of one method.
struct Method {
  std::string_view name;
  json::Value (*answer)(const Case&);
  /// Where several answers are right: checks ours and the expected one against what the case says, and tells what is
  /// wrong. Absent, they are compared number by number.
  std::optional<std::string> (*judge)(const Case&, const json::Value& got, const json::Value& expected,
                                      Tolerance) = nullptr;
};

// One file a family.
std::span<const Method> diversity_methods();
std::span<const Method> dissimilarity_methods();
std::span<const Method> inequality_methods();
std::span<const Method> representativeness_methods();
std::span<const Method> deliberation_methods();
std::span<const Method> polis_methods();
std::span<const Method> survival_methods();
std::span<const Method> proportion_methods();
std::span<const Method> integrity_methods();
std::span<const Method> text_methods();
std::span<const Method> budgeting_methods();
std::span<const Method> representation_methods();
std::span<const Method> composite_methods();
std::span<const Method> sensitivity_methods();
std::span<const Method> comparison_methods();
std::span<const Method> shrinkage_methods();
std::span<const Method> privacy_methods();
std::span<const Method> engineering_methods();

}  // namespace boussole::vectors
