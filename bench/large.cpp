#include "bench/large.h"

#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <vector>

#include "bench/component.h"
#include "examples/synthetic/export.h"
#include "examples/synthetic/table.h"

namespace boussole::bench {

using namespace synthetic;

namespace {

Error failure(const std::string& file, const std::string& fr, const std::string& en) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = file;
  error.what = {fr, en};
  error.remedy = {"Vérifiez la place libre et le chemin.", "Check the free space and the path."};
  return error;
}

/// One file of the export while it is written.
struct Sheet {
  std::unique_ptr<std::ostream> out;
  std::unique_ptr<StreamedTable> table;  ///< made with the first rows, which give the header
};

class Writer {
 public:
  Writer(const LargeShape& shape, std::filesystem::path output)
      : shape_(shape),
        output_(std::move(output)),
        zipped_(output_.extension() == ".zip"),
        maker_(shape, platform_),
        serializer_(platform_, options_) {}

  Expected<LargeSummary> run() {
    std::error_code failed;
    if (!zipped_) std::filesystem::create_directories(output_, failed);
    if (failed) return std::unexpected(failure(output_.filename().string(), failed.message(), failed.message()));
    for (std::uint64_t space = 0; space < shape_.spaces; ++space) {
      maker_.make(space);
      serializer_.refresh();
      write_rows("proposals", platform_.proposals, &Serializer::proposal);
      write_rows("proposal_comments", platform_.comments, &Serializer::comment);
      write_rows("meetings", platform_.meetings, &Serializer::meeting);
      write_rows("results", platform_.results, &Serializer::result);
      write_rows("projects", platform_.projects, &Serializer::project);
      write_rows("moderations", platform_.moderations, &Serializer::moderation);
    }
    write_spaces();
    write_people();
    write_empty_ones();
    open_named("LICENSE.md") << licence(platform_);
    return finished();
  }

 private:
  template <class Row>
  void write_rows(const char* entity, const std::vector<Row>& rows, Hash (Serializer::*serialize)(const Row&) const) {
    std::vector<std::vector<Cell>> first;
    Sheet& sheet = sheets_[entity];
    for (const Row& row : rows) {
      if constexpr (requires { shown(platform_, row); })
        if (!shown(platform_, row)) continue;
      std::vector<Cell> cells = flatten((serializer_.*serialize)(row), options_.arrow);
      if (sheet.table == nullptr)
        first.push_back(std::move(cells));
      else
        write_row(entity, sheet, cells);
    }
    if (sheet.table == nullptr && !first.empty()) begin(entity, sheet, first);
  }

  /// The first component's rows give the columns; a later row that needs another one is an error of this program.
  void begin(const char* entity, Sheet& sheet, const std::vector<std::vector<Cell>>& rows) {
    Columns columns;
    for (const auto& row : rows)
      for (const Cell& cell : row) columns.place(cell.key);
    sheet.table = std::make_unique<StreamedTable>(open(entity), std::move(columns), options_.separator);
    for (const auto& row : rows) write_row(entity, sheet, row);
  }

  void write_row(const char* entity, Sheet& sheet, const std::vector<Cell>& cells) {
    if (!sheet.table->add(cells)) unknown_column_ = entity;
    ++summary_.rows[entity];
  }

  std::ostream& open(const std::string& entity) { return open_named(platform_.host + "-open-data-" + entity + ".csv"); }

  std::ostream& open_named(const std::string& name) {
    Sheet& sheet = files_[name];
    if (zipped_)
      sheet.out = std::make_unique<std::ostringstream>();
    else
      sheet.out = std::make_unique<std::ofstream>(output_ / name, std::ios::binary | std::ios::trunc);
    return *sheet.out;
  }

  void write_spaces() {
    // Each process once per public process, as generation 0.30 does.
    for (std::uint64_t i = 0; i < shape_.spaces; ++i)
      write_rows("participatory_processes", platform_.spaces, &Serializer::space);
  }

  void write_people() {
    std::vector<Person> blocked;
    Sheet& users = sheets_["users"];
    std::vector<std::vector<Cell>> rows;
    for (const Person& person : platform_.people) {
      if (person.blocked) {
        blocked.push_back(person);
        continue;
      }
      rows.push_back(flatten(serializer_.person(person), options_.arrow));
      if (rows.size() < 1000) continue;
      flush("users", users, rows);
    }
    flush("users", users, rows);
    write_rows("moderated_users", blocked, &Serializer::moderated_person);
  }

  void flush(const char* entity, Sheet& sheet, std::vector<std::vector<Cell>>& rows) {
    if (rows.empty()) return;
    if (sheet.table == nullptr)
      begin(entity, sheet, rows);
    else
      for (const auto& row : rows) write_row(entity, sheet, row);
    rows.clear();
  }

  /// The data sets of the generation that have no row: one line end each.
  void write_empty_ones() {
    for (const char* entity : {"proposals",       "proposal_comments",
                               "meetings",        "meeting_comments",
                               "results",         "result_comments",
                               "projects",        "debates",
                               "debate_comments", "posts",
                               "post_comments",   "pages",
                               "assemblies",      "conferences",
                               "initiatives",     "users",
                               "user_groups",     "metrics",
                               "moderated_users", "moderations"})
      if (sheets_[entity].table == nullptr) open(entity) << '\n';
  }

  Expected<LargeSummary> finished() {
    if (!unknown_column_.empty())
      return std::unexpected(failure(unknown_column_, "une ligne demande une colonne que l'en-tête n'a pas",
                                     "a row needs a column that the header does not have"));
    std::vector<ExportFile> entries;
    for (auto& [name, sheet] : files_) {
      sheet.out->flush();
      if (!*sheet.out) return std::unexpected(failure(name, "écriture interrompue", "the write failed"));
      summary_.bytes += static_cast<std::uint64_t>(sheet.out->tellp());
      if (zipped_) entries.push_back({name, "", static_cast<std::ostringstream&>(*sheet.out).str(), 0, {}});
    }
    summary_.near_duplicates = maker_.near_duplicates();
    summary_.replies = maker_.replies();
    if (zipped_)
      if (const auto done = write_zip(entries, platform_.extracted, output_); !done)
        return std::unexpected(done.error());
    return summary_;
  }

  LargeShape shape_;
  std::filesystem::path output_;
  bool zipped_;
  Platform platform_;
  ComponentMaker maker_;
  ExportOptions options_{Generation::v0_30, ';', Zone::utc, RubyArrow::tight, true};
  Serializer serializer_;
  std::map<std::string, Sheet> sheets_, files_;
  LargeSummary summary_;
  std::string unknown_column_;
};

}  // namespace

Expected<LargeSummary> write_large(const LargeShape& shape, const std::filesystem::path& output) {
  return Writer(shape, output).run();
}

std::string to_json(const LargeSummary& summary) {
  std::string out = "{\"rows\": {";
  bool first = true;
  for (const auto& [entity, rows] : summary.rows) {
    out += first ? "" : ", ";
    first = false;
    out += "\"" + entity + "\": " + std::to_string(rows);
  }
  out += "}, \"bytes\": " + std::to_string(summary.bytes);
  out += ", \"near_duplicates\": " + std::to_string(summary.near_duplicates);
  return out + ", \"replies\": " + std::to_string(summary.replies) + "}\n";
}

}  // namespace boussole::bench
