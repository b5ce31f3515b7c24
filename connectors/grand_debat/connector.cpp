#include "connectors/grand_debat/connector.h"

#include <algorithm>
#include <map>
#include <string>

#include "connectors/cap_collectif/keys.h"
#include "connectors/csv/values.h"
#include "connectors/grand_debat/contributions.h"
#include "connectors/grand_debat/matrix.h"
#include "connectors/json_items.h"
#include "connectors/quick.h"
#include "engine/json/reader.h"

namespace boussole::connectors::grand_debat {

namespace {

constexpr std::uint64_t kLargestItem = std::uint64_t{16} << 20;

Kind kind_of(const TableHead& head) {
  return is_matrix(head.beginning) ? Kind::matrix : grand_debat::kind_of(head.columns);
}

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(
      std::count_if(heads.begin(), heads.end(), [](const TableHead& head) { return kind_of(head) != Kind::unknown; }));
}

std::size_t sniff_documents(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), [](const DocumentHead& head) {
    return kind_of_document(head.beginning) != Kind::unknown;
  }));
}

/// "QUXVlc3Rpb246MTY0 - Quel est …": the columns of questions begin with Q and an id.
bool is_question(std::string_view column) {
  return column.size() > 4 && column[0] == 'Q' && column.find(" - ") != std::string_view::npos;
}

/// Columns of a CSV file: places found once, texts measured where they stand.
class Row final : public Fields {
 public:
  /// @param met  where keys are looked for
  Row(Assembly& into, const FlatMap& met, const std::vector<std::string>& columns, std::size_t table, Kind kind)
      : into_(into), met_(met), table_(table), kind_(kind) {
    const Columns named(columns);
    for (std::size_t i = 0; i < kFieldNames.size(); ++i) places_[i] = Place(named, kFieldNames[i]);
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (is_question(columns[i])) questions_.push_back(i);
  }
  void set(const csv::Record& record) { record_ = &record; }

  std::string_view get(Field field) const override { return cell(*record_, field); }
  std::uint64_t key(Kind kind) const override {
    const std::uint64_t known = into_.prepared_key(met_);
    return known != 0 && kind == kind_ ? known : key_of(kind, get(Field::id));
  }
  std::uint32_t person(Assembly& into, std::string_view id) const override {
    const auto known = into.prepared_participant(id);
    return known ? *known : into.participant_of(key_of_person(id), engine::ParticipantKind::person);
  }

  /// All answers are counted; the longest one can be read again, to be compared with others.
  void prepare(const csv::Record& record, Assembly::Prepared& out) const {
    measured(record, out);
    const std::string_view author = cell(record, kind_ == Kind::users ? Field::id : Field::author);
    if (!author.empty()) out.who = key_of_person(author);
    out.who_cell = author.data();
    out.what = key_of(kind_, cell(record, Field::id));
    out.where = &met_;
  }

  Assembly::Measured measure(OptionalIndex author, OptionalIndex space) const override {
    const Assembly::Prepared* known = into_.prepared();
    if (known == nullptr || !known->column) return {};
    return into_.text(*record_, *known->column, table_, engine::TextSignature::Of::contribution, author, space);
  }

 private:
  std::string_view cell(const csv::Record& record, Field field) const {
    const Place& place = places_[static_cast<std::size_t>(field)];
    return place ? csv::trimmed(record[place.column()]) : std::string_view{};
  }

  std::uint64_t key_of_person(std::string_view id) const {
    return cap_collectif::may_be_encoded(id) ? into_.person_key(cap_collectif::plain_id(id)) : into_.person_key(id);
  }

  void measured(const csv::Record& record, Assembly::Prepared& out) const {
    std::size_t longest = 0, answered = 0;
    for (const std::size_t i : questions_) {
      answered += !record[i].empty();
      if (longest == 0 || record[i].size() > record[longest].size()) longest = i;
    }
    if (longest == 0) return;
    Assembly::prepare_text(record, longest, out);
    if (answered < 2) return;
    thread_local std::string words;  // keeps its room from row to row
    words.clear();
    for (const std::size_t i : questions_) words.append(record[i]) += '\n';
    out.got.features = Assembly::features(words, true);
  }

  Assembly& into_;
  const FlatMap& met_;
  std::size_t table_;
  Kind kind_;
  std::array<Place, kFieldNames.size()> places_;
  std::vector<std::size_t> questions_;
  const csv::Record* record_ = nullptr;
};

/// An object of a JSON file. Its texts cannot be read again.
class Item final : public Fields {
 public:
  explicit Item(const json::Value& value) : value_(value) {}
  std::string_view get(Field field) const override {
    const json::Value* found = value_.find(kFieldNames[static_cast<std::size_t>(field)]);
    if (found == nullptr) return {};
    if (const std::string* text = found->as_string()) return csv::trimmed(*text);
    if (const auto truth = found->as_bool()) return *truth ? "true" : "false";
    const json::Number* number = found->as_number();
    return number == nullptr ? std::string_view{} : std::string_view(number->lexeme);
  }
  std::uint64_t key(Kind kind) const override { return key_of(kind, get(Field::id)); }
  std::uint32_t person(Assembly& into, std::string_view id) const override {
    return into.participant(cap_collectif::plain_id(id));
  }
  Assembly::Measured measure(OptionalIndex, OptionalIndex) const override {
    std::string words;
    const json::Value* responses = value_.find("responses");
    for (std::size_t i = 0; responses != nullptr && i < responses->size(); ++i) {
      const json::Value* said = responses->at(i)->find("formattedValue");
      if (said == nullptr || said->as_string() == nullptr) said = responses->at(i)->find("value");
      if (said != nullptr && said->as_string() != nullptr) words += *said->as_string() + "\n";
    }
    return {Assembly::features(words, true), std::nullopt};
  }

 private:
  const json::Value& value_;
};

const std::vector<std::string>& personal_columns() {
  static const std::vector<std::string> kNames{
      "authorUsername", "authorEmail", "authorZipCode", "username",   "email",       "zipCode",    "biography", "url",
      "avatarUrl",      "websiteUrl",  "linkedInUrl",   "twitterUrl", "facebookUrl", "fullAddress"};
  return kNames;
}

Expected<void> read_table(Assembly& into, Debate& debate, SourceList& sources, std::size_t table, const TableHead& head,
                          Kind kind) {
  engine::SourceRecord& record = into.table(table);
  record.entity = entity_of(kind);
  for (const std::string& column : head.columns)
    if (std::find(personal_columns().begin(), personal_columns().end(), column) != personal_columns().end())
      record.columns_personal.push_back(column);
  Row row(into, debate.met(), head.columns, table, kind);
  auto done = into.read_rows(
      sources, table,
      [&](const csv::Record& cells) {
        row.set(cells);
        return debate.take(kind, row, record);
      },
      [&](const csv::Record& cells, Assembly::Prepared& out) { row.prepare(cells, out); });
  debate.end_file(record);
  return done;
}

Expected<void> read_document(Assembly& into, Debate& debate, Source& source, std::size_t document, Kind kind) {
  engine::SourceRecord& record = into.document(document);
  record.entity = entity_of(kind);
  record.columns_personal = personal_columns();
  auto done = for_each_item(source, record, kLargestItem, [&](std::string_view text, std::int64_t line) {
    const auto value = json::parse(text, record.file);
    std::optional<Message> why;
    if (!value) {
      why = Message{"unreadable_json", value.error().what};
    } else {
      why = debate.take(kind, Item(*value), record);
    }
    if (why) {
      into.reject(record, line, 0, std::move(*why));
    } else {
      ++record.rows_read;
    }
    return Expected<void>{};
  });
  debate.end_file(record);
  return done;
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("grand_debat", options, *sources, heads);
  Debate debate(into);
  std::vector<Kind> met;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const Kind kind = kind_of(heads[i]);
    if (kind == Kind::unknown) continue;
    met.push_back(kind);
    auto done = kind == Kind::matrix ? read_matrix(into, *sources, i, heads[i], debate.themes())
                                     : read_table(into, debate, *sources, i, heads[i], kind);
    if (!done) return std::unexpected(done.error());
  }
  for (std::size_t i = 0; i < sources->documents.size(); ++i) {
    std::string beginning(std::size_t{64} << 10, '\0');
    const auto got = sources->documents[i]->read(beginning);
    if (!got) return std::unexpected(got.error());
    beginning.resize(*got);
    const Kind kind = kind_of_document(beginning);
    if (kind == Kind::unknown) continue;
    met.push_back(kind);
    if (auto done = read_document(into, debate, *sources->documents[i], i, kind); !done)
      return std::unexpected(done.error());
  }
  into.data.platform_name = "Grand Débat national";
  const bool whole = std::any_of(met.begin(), met.end(), [](Kind kind) { return kind != Kind::matrix; });
  into.data.generation = whole ? "Grand Débat, données ouvertes" : "Grand Débat, participation";
  debate.finish(met);
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() {
  return {"grand_debat", {"Grand Débat, données ouvertes", "Grand Débat, open data"}, &sniff, &read, &sniff_documents};
}

}  // namespace boussole::connectors::grand_debat
