#pragma once

#include <optional>

#include "connectors/cap_collectif/ground.h"
#include "connectors/cap_collectif/labels.h"

namespace boussole::connectors::cap_collectif {

/// Opinions of a consultation, with their versions, arguments, sources, votes and reports: child rows leave the columns
/// of their parent empty and point at it by its id.
class Opinions {
 public:
  explicit Opinions(Ground& ground) : ground_(ground) {}
  std::optional<Message> row(const Row& row, std::size_t table, Variant variant);

 private:
  struct Bin {
    std::string_view trashed, status, at, reason, published;
  };
  std::optional<Message> settle(Outcome outcome, std::size_t table);
  /// Whether it is not to be seen; then it was counted as such.
  bool hidden(std::uint64_t key, bool of_comment, const Bin& bin);
  std::optional<Message> opinion(const Row& row, std::size_t table);
  std::optional<Message> version(const Row& row, std::size_t table);
  std::optional<Message> argument(const Row& row, std::size_t table);
  std::optional<Message> source(const Row& row, std::size_t table);
  std::optional<Message> vote(const Row& row, std::size_t table);
  std::optional<Message> reporting(const Row& row, std::size_t table);
  std::string_view author(const Row& row, Key own) const;
  void totals(std::uint64_t key, std::uint32_t space, std::string_view ok, std::string_view mixed,
              std::string_view nok);

  Ground& ground_;
  RowTypes types_;
  Variant variant_ = Variant::full;
};

}  // namespace boussole::connectors::cap_collectif
