#include "connectors/sheets/sheet_source.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/archive/zip_source.h"
#include "connectors/generated_source.h"
#include "connectors/sheets/merges.h"
#include "connectors/sheets/rows.h"
#include "connectors/source_errors.h"

namespace boussole::connectors::sheets {

namespace {

constexpr std::size_t kStep = std::size_t{16} << 10;
constexpr std::uint64_t kHarmless = std::uint64_t{10} << 20;

class SheetSource final : public GeneratedSource {
 public:
  SheetSource(std::shared_ptr<const Workbook> workbook, std::size_t sheet)
      : workbook_(std::move(workbook)),
        sheet_(workbook_->sheets[sheet]),
        name_(workbook_->bytes.name + "!" + sheet_.name) {}

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return sheet_.size / 3; }  // tags are about two thirds
  const Origin* origin() const override { return &origin_; }

 protected:
  Expected<void> restart() override {
    zip_.reset();
    if (!merged_) {
      auto found = merged_cells(*workbook_, sheet_.entry);
      if (!found) return std::unexpected(found.error());
      merged_ = std::move(*found);
    }
    auto opened = workbook_->bytes.open();
    if (!opened) return std::unexpected(opened.error());
    for (std::size_t i = 0; i <= sheet_.entry; ++i) {
      const auto entry = (*opened)->next();
      if (!entry) return std::unexpected(entry.error());
      if (!*entry) return std::unexpected(range_outside(name_));
    }
    zip_ = std::move(*opened);
    rows_ = std::make_unique<RowWriter>(*workbook_, name_, *merged_);
    feed_ = std::make_unique<XmlFeed>(name_, *rows_);
    unpacked_ = written_ = 0;
    return {};
  }

  /// Unpacks a little more, and writes the rows in it.
  Expected<bool> more(std::string& out) override {
    std::array<char, kStep> buffer;
    const auto got = zip_->read(buffer);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) {
      if (auto done = feed_->finish(); !done) return std::unexpected(done.error());
      tell();
      return false;
    }
    unpacked_ += *got;
    if (auto done = feed_->feed({buffer.data(), *got}); !done) return std::unexpected(done.error());
    out.swap(rows_->out);
    written_ += out.size();
    const auto packed = static_cast<double>(std::max<std::uint64_t>(zip_->packed(), 1));
    const bool bomb = unpacked_ > kHarmless && static_cast<double>(unpacked_) > workbook_->limits.ratio * packed;
    if (bomb || std::max(unpacked_, written_) > workbook_->limits.entry_bytes) return std::unexpected(too_large(name_));
    return true;
  }

 private:
  /// What the whole sheet showed.
  void tell() {
    const SheetCounts& counts = rows_->counts();
    origin_.sha256 = workbook_->sha256;
    origin_.bytes = workbook_->size;
    origin_.notes.clear();
    const auto note = [&](const char* code, std::int64_t n, const char* fr, const char* en) {
      if (n > 0) origin_.notes.push_back({code, {std::to_string(n) + fr, std::to_string(n) + en}});
    };
    note("cell_errors", counts.errors, " cellules en erreur (#N/A, #REF! …), lues comme vides.",
         " cells with an error (#N/A, #REF! …), read as empty.");
    note("formulas_without_result", counts.uncomputed, " formules sans résultat enregistré, lues comme vides.",
         " formulas without a stored result, read as empty.");
    note("merged_cells", counts.repeated,
         " cellules couvertes par une cellule fusionnée ont reçu sa valeur, comme on la voit à l’écran.",
         " cells covered by a merged cell were given its value, as it is seen on the screen.");
    std::string hidden;
    for (const Sheet& each : workbook_->sheets)
      if (each.hidden) hidden += (hidden.empty() ? "" : ", ") + each.name;
    if (!hidden.empty() && !workbook_->limits.hidden_sheets)
      origin_.notes.push_back({"hidden_sheets",
                               {"Feuilles masquées du classeur, laissées de côté : " + hidden + ".",
                                "Hidden sheets of the workbook, set aside: " + hidden + "."}});
  }

  std::shared_ptr<const Workbook> workbook_;
  Sheet sheet_;
  std::string name_;
  std::optional<std::vector<Merged>> merged_;
  std::unique_ptr<ZipReader> zip_;
  std::unique_ptr<RowWriter> rows_;
  std::unique_ptr<XmlFeed> feed_;
  std::uint64_t unpacked_ = 0, written_ = 0;
  Origin origin_;
};

}  // namespace

std::unique_ptr<Source> sheet_source(std::shared_ptr<const Workbook> workbook, std::size_t sheet) {
  return std::make_unique<SheetSource>(std::move(workbook), sheet);
}

Expected<void> open_sheets(WorkbookBytes bytes, const ArchiveLimits& limits, SourceList& list) {
  auto workbook = open_workbook(std::move(bytes), limits);
  if (!workbook) return std::unexpected(workbook.error());
  for (std::size_t i = 0; i < (*workbook)->sheets.size(); ++i) {
    const Sheet& sheet = (*workbook)->sheets[i];
    auto source = sheet_source(*workbook, i);
    if (sheet.hidden && !limits.hidden_sheets) {
      list.others.push_back(source->name());
      continue;
    }
    list.tables.push_back(std::move(source));
  }
  return {};
}

bool is_workbook(const std::string& path) {
  auto zip = ZipReader::open(path);
  if (!zip) return false;
  for (std::size_t i = 0; i < 1'000; ++i) {
    const auto entry = (*zip)->next();
    if (!entry || !*entry) return false;
    if ((*entry)->path == "xl/workbook.xml") return true;
  }
  return false;
}

bool is_compound_file(std::string_view beginning) { return beginning.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

Error compound_file(const std::string& name) {
  return bad_workbook(
      name, {"c’est un ancien fichier .xls, ou un classeur protégé par un mot de passe : ni l’un ni l’autre ne se lit",
             "this is an old .xls file, or a workbook with a password: neither can be read"});
}

}  // namespace boussole::connectors::sheets
