#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/demographics_builder.h"
#include "connectors/flat_map.h"
#include "connectors/grand_debat/themes.h"
#include "engine/json/value.h"

/// The open data of the Grand Débat: contributions to a theme, answers to a questionnaire, meetings, accounts; each as
/// CSV and as JSON.
namespace boussole::connectors::grand_debat {

enum class Kind : std::uint8_t { unknown, matrix, contributions, answers, events, users };

/// By the columns of a table.
Kind kind_of(const std::vector<std::string>& columns);
/// By the first bytes of a JSON document.
Kind kind_of_document(std::string_view beginning);
const char* entity_of(Kind kind);

/// The fields that are read, in both formats.
enum class Field : std::uint8_t {
  id,
  created,
  published,
  updated,
  trashed,
  author,
  author_type,
  author_zip,
  start,
  end,
  enabled,
  type,
  zip,
  deleted,
  count,
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Field::count)> kFieldNames{
    "id",      "createdAt", "publishedAt", "updatedAt", "trashed", "authorId",        "authorType", "authorZipCode",
    "startAt", "endAt",     "enabled",     "type",      "zipCode", "deletedAccountAt"};

/// The site ran on Cap Collectif: keys are those of its other exports, so that both can be merged.
std::uint64_t key_of(Kind kind, std::string_view id);

/// One record, whatever it is written in.
class Fields {
 public:
  virtual ~Fields() = default;
  /// Empty where it is not there.
  virtual std::string_view get(Field field) const = 0;
  /// The key of the record, and the row of the person `id`: found already, where the format can do that.
  virtual std::uint64_t key(Kind kind) const = 0;
  virtual std::uint32_t person(Assembly& into, std::string_view id) const = 0;
  /// Measures what was answered to all questions.
  virtual Assembly::Measured measure(OptionalIndex author, OptionalIndex space) const = 0;
};

class Debate {
 public:
  explicit Debate(Assembly& into) : into_(into), themes_(into) {}
  Themes& themes() { return themes_; }
  /// What was met, by `key_of`.
  const FlatMap& met() const { return met_; }

  /// One record of a file; the reason where it is refused.
  std::optional<Message> take(Kind kind, const Fields& fields, engine::SourceRecord& record);
  /// What a reader must know of a file, once it was read.
  void end_file(engine::SourceRecord& record);
  void finish(const std::vector<Kind>& met);

 private:
  std::optional<Message> contribution(Kind kind, const Fields& fields, engine::SourceRecord& record);
  std::optional<Message> event(const Fields& fields, engine::SourceRecord& record);
  std::optional<Message> user(const Fields& fields, engine::SourceRecord& record);
  OptionalIndex author(const Fields& fields, std::string_view id, std::string_view type, std::string_view first_answer,
                       engine::SourceRecord& record);

  Assembly& into_;
  Themes themes_;
  DemographicsBuilder demographics_;
  FlatMap met_;
  std::string type_;  ///< of the last author: there are few
  bool type_is_group_ = false;
  OptionalIndex space_, area_;  ///< of this file: its theme, the variable of its postal codes
  std::int64_t zips_ = 0, not_zips_ = 0, in_the_bin_ = 0;
};

/// Five digits whose first two are those of a department: the "zip code" of an author is the first answer of the
/// profile, whatever was asked first.
bool is_postal_code(std::string_view text);

}  // namespace boussole::connectors::grand_debat
