#include "connectors/records/table.h"

#include <optional>
#include <unordered_map>

#include "connectors/csv/sha256.h"
#include "connectors/generated_source.h"
#include "connectors/records/objects.h"
#include "engine/json/reader.h"

namespace boussole::connectors::records {

namespace {

class RecordsSource final : public GeneratedSource {
 public:
  RecordsSource(std::shared_ptr<SourceList> sources, Documents documents)
      : sources_(std::move(sources)), documents_(std::move(documents)) {}

  const std::string& name() const override { return documents_.name; }
  std::uint64_t size_hint() const override { return bytes_; }
  const Origin* origin() const override { return &origin_; }

  /// Goes through all records once for their columns, and hashes the files.
  Expected<void> find_columns() {
    if (auto done = hash_files(); !done) return done;
    for (const std::size_t each : documents_.documents) {
      auto done = each_record(each, [&](const Cells& cells) {
        for (const auto& [column, value] : cells) place_.try_emplace(column, place_.size());
      });
      if (!done) return done;
    }
    columns_.resize(place_.size());
    for (const auto& [column, at] : place_) columns_[at] = column;
    return {};
  }

 protected:
  Expected<void> restart() override {
    next_ = 0;
    objects_.reset();
    begun_ = false;
    return {};
  }

  Expected<bool> more(std::string& out) override {
    if (!std::exchange(begun_, true)) {
      write(out, [&](std::size_t i) -> std::string_view { return columns_[i]; });
      return true;
    }
    if (!objects_) {
      if (next_ == documents_.documents.size()) return false;
      objects_.emplace(*sources_->documents[documents_.documents[next_++]], documents_.list);
      if (auto done = objects_->restart(); !done) return std::unexpected(done.error());
    }
    const auto text = objects_->next();
    if (!text) return std::unexpected(text.error());
    if (text->empty()) {
      objects_.reset();
      return true;
    }
    auto cells = parse(*text, *objects_);
    if (!cells) return std::unexpected(cells.error());
    if (cells->empty()) return true;  // none of this table's
    std::vector<std::string_view> row(columns_.size());
    for (const auto& [column, value] : *cells)
      if (const auto at = place_.find(column); at != place_.end()) row[at->second] = value;
    write(out, [&](std::size_t i) { return row[i]; });
    return true;
  }

 private:
  template <class Cell>
  void write(std::string& out, const Cell& cell) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) out += ',';
      append_csv_cell(out, cell(i));
    }
    out += '\n';
  }

  Expected<Cells> parse(const std::string& text, const Objects& objects) const {
    const auto value = json::parse(text, sources_->documents[documents_.documents[next_ - 1]]->name());
    if (value) return documents_.cells(*value);
    Error error = value.error();
    error.line = error.line.value_or(1) + objects.line() - 1;  // of the file, not of the object
    return std::unexpected(std::move(error));
  }

  Expected<void> each_record(std::size_t document, const std::function<void(const Cells&)>& got) {
    Objects objects(*sources_->documents[document], documents_.list);
    if (auto done = objects.restart(); !done) return done;
    for (next_ = 1; documents_.documents[next_ - 1] != document;) ++next_;
    for (;;) {
      const auto text = objects.next();
      if (!text) return std::unexpected(text.error());
      if (text->empty()) return {};
      const auto cells = parse(*text, objects);
      if (!cells) return std::unexpected(cells.error());
      got(*cells);
    }
  }

  Expected<void> hash_files() {
    csv::Sha256 digest;
    std::string buffer(std::size_t{256} << 10, '\0');
    for (const std::size_t each : documents_.documents) {
      Source& source = *sources_->documents[each];
      if (auto back = source.rewind(); !back) return back;
      for (;;) {
        const auto got = source.read({buffer.data(), buffer.size()});
        if (!got) return std::unexpected(got.error());
        if (*got == 0) break;
        digest.add({buffer.data(), *got});
        bytes_ += *got;
      }
    }
    origin_.sha256 = digest.hexadecimal();
    origin_.bytes = bytes_;
    const std::string n = std::to_string(documents_.documents.size());
    if (documents_.documents.size() > 1)
      origin_.notes.push_back(
          {"several_documents",
           {n + " fichiers JSON lus comme une table ; l’empreinte est celle de leurs octets, dans l’ordre.",
            n + " JSON files read as one table; the digest is that of their bytes, in order."}});
    return {};
  }

  std::shared_ptr<SourceList> sources_;
  Documents documents_;
  std::unordered_map<std::string, std::size_t> place_;
  std::vector<std::string> columns_;
  std::optional<Objects> objects_;
  std::size_t next_ = 0;
  std::uint64_t bytes_ = 0;
  bool begun_ = false;
  Origin origin_;
};

}  // namespace

Expected<std::unique_ptr<Source>> records_source(std::shared_ptr<SourceList> sources, Documents documents) {
  auto source = std::make_unique<RecordsSource>(std::move(sources), std::move(documents));
  if (auto done = source->find_columns(); !done) return std::unexpected(done.error());
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace boussole::connectors::records
