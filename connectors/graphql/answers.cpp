#include "connectors/graphql/answers.h"

#include <algorithm>
#include <unordered_set>

#include "engine/json/reader.h"

namespace boussole::connectors::graphql {

namespace {

Error answer_too_large(const std::string& name) {
  const std::string megabytes = std::to_string(kMostBytes >> 20);
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = name;
  error.what = {"la réponse dépasse " + megabytes + " Mo, lus en une fois.",
                "the answer is larger than " + megabytes + " MB, which are read at once."};
  error.remedy = {"Demandez moins d’objets par page.", "Ask for fewer objects a page."};
  return error;
}

Expected<std::string> read_all(Source& source) {
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  std::string bytes;
  for (;;) {
    constexpr std::size_t kStep = std::size_t{256} << 10;
    const std::size_t held = bytes.size();
    bytes.resize(held + kStep);
    const auto got = source.read({bytes.data() + held, kStep});
    if (!got) return std::unexpected(got.error());
    bytes.resize(held + *got);
    if (*got == 0) return bytes;
    if (bytes.size() > kMostBytes) return std::unexpected(answer_too_large(source.name()));
  }
}

}  // namespace

Expected<std::shared_ptr<Answers>> Answers::open(std::shared_ptr<SourceList> sources, Dialect dialect) {
  std::shared_ptr<Answers> answers(new Answers(std::move(sources), dialect));
  answers->context_.address = answers->sources_->address;
  if (auto done = answers->learn(); !done) return std::unexpected(done.error());
  if (auto done = answers->find_columns(); !done) return std::unexpected(done.error());
  return answers;
}

Expected<std::string> Answers::read(const Saved& saved) const { return read_all(*sources_->documents[saved.document]); }

Expected<void> Answers::learn() {
  for (std::size_t i = 0; i < sources_->documents.size(); ++i) {
    const auto bytes = read_all(*sources_->documents[i]);
    if (!bytes) return std::unexpected(bytes.error());
    const auto document = json::parse(*bytes, sources_->documents[i]->name());
    if (!document) {
      ++unreadable_;
      continue;
    }
    const json::Value* errors = document->find("errors");
    const Dialect dialect = dialect_of(*document);
    if (dialect == Dialect::none && errors != nullptr) ++refused_;
    if (dialect != dialect_) continue;
    saved_.push_back({i, 0});
    dialect_ == Dialect::decidim ? learn_decidim(*document, context_) : learn_consul(*document, context_);
  }
  return {};
}

Expected<void> Answers::find_columns() {
  std::array<std::unordered_set<std::string>, kKinds> known;
  for (Saved& saved : saved_) {
    const auto bytes = read(saved);
    if (!bytes) return std::unexpected(bytes.error());
    const auto done = rows(*bytes, saved, [&](Kind kind, const Row& row) {
      const auto at = static_cast<std::size_t>(kind);
      saved.kinds |= std::uint32_t{1} << at;
      for (const auto& [column, value] : row.cells())
        if (known[at].insert(column).second) columns_[at].push_back(column);
    });
    if (!done) return std::unexpected(done.error());
    null_nodes_ += *done;
  }
  return {};
}

Expected<std::int64_t> Answers::rows(const std::string& bytes, const Saved& saved, const Emit& emit) const {
  const auto document = json::parse(bytes, sources_->documents[saved.document]->name());
  if (!document) return std::unexpected(document.error());
  return dialect_ == Dialect::decidim ? decidim_rows(*document, context_, emit)
                                      : consul_rows(*document, context_, emit);
}

}  // namespace boussole::connectors::graphql
