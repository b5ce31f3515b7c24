#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "connectors/csv/sha256.h"
#include "connectors/generated_source.h"
#include "connectors/graphql/answers.h"

namespace boussole::connectors::graphql {

namespace {

void append_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(";\"\r\n") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ')) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class TableSource final : public GeneratedSource {
 public:
  TableSource(std::shared_ptr<const Answers> answers, Kind kind)
      : answers_(std::move(answers)), kind_(kind), name_("GraphQL!" + std::string(name_of(kind)) + ".csv") {
    const auto& columns = answers_->columns(kind_);
    for (std::size_t i = 0; i < columns.size(); ++i) place_.emplace(columns[i], i);
  }

  const std::string& name() const override { return name_; }
  std::uint64_t size_hint() const override { return 0; }
  const Origin* origin() const override { return &origin_; }

 private:
  Expected<void> restart() override {
    next_ = 0;
    header_ = true;
    digest_.emplace();
    bytes_ = 0;
    return {};
  }

  /// The header, then the rows of the next answer that has any.
  Expected<bool> more(std::string& out) override {
    if (std::exchange(header_, false)) {
      const auto& columns = answers_->columns(kind_);
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) out += ';';
        append_cell(out, columns[i]);
      }
      out += '\n';
      return true;
    }
    const auto& saved = answers_->saved();
    const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(kind_);
    while (next_ < saved.size() && (saved[next_].kinds & bit) == 0) ++next_;
    if (next_ == saved.size()) {
      tell();
      return false;
    }
    const Saved& answer = saved[next_++];
    const auto bytes = answers_->read(answer);
    if (!bytes) return std::unexpected(bytes.error());
    if (digest_) digest_->add(*bytes);
    bytes_ += bytes->size();
    const auto done = answers_->rows(*bytes, answer, [&](Kind kind, const Row& row) {
      if (kind == kind_) write(out, row);
    });
    if (!done) return std::unexpected(done.error());
    return true;
  }

  void write(std::string& out, const Row& row) {
    cells_.assign(place_.size(), {});
    for (const auto& [column, value] : row.cells())
      if (const auto at = place_.find(column); at != place_.end()) cells_[at->second] = value;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i > 0) out += ';';
      append_cell(out, cells_[i]);
    }
    out += '\n';
  }

  void tell() {
    if (!digest_) return;
    const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(kind_);
    const auto pages = std::count_if(answers_->saved().begin(), answers_->saved().end(),
                                     [&](const Saved& saved) { return (saved.kinds & bit) != 0; });
    origin_.sha256 = digest_->hexadecimal();
    digest_.reset();
    origin_.bytes = bytes_;
    const std::string n = std::to_string(pages);
    origin_.notes = {{"from_graphql",
                      {"Lu dans l’interface GraphQL de la plateforme : " + n +
                           " réponse(s) enregistrée(s). L’empreinte est celle de ces réponses, dans l’ordre.",
                       "Read from the platform's GraphQL interface: " + n +
                           " saved answer(s). The digest is that of these answers, in their order."}}};
  }

  std::shared_ptr<const Answers> answers_;
  Kind kind_;
  std::string name_;
  std::unordered_map<std::string_view, std::size_t> place_;
  std::vector<std::string_view> cells_;
  std::size_t next_ = 0;
  std::uint64_t bytes_ = 0;
  bool header_ = true;
  std::optional<csv::Sha256> digest_;
  Origin origin_;
};

}  // namespace

std::unique_ptr<Source> table_source(std::shared_ptr<const Answers> answers, Kind kind) {
  return std::make_unique<TableSource>(std::move(answers), kind);
}

}  // namespace boussole::connectors::graphql
