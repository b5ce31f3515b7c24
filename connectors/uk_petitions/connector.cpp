#include "connectors/uk_petitions/connector.h"

#include <algorithm>

#include "connectors/uk_petitions/petitions.h"
#include "engine/json/reader.h"

namespace boussole::connectors::uk_petitions {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;

bool looks_like_petitions(std::string_view beginning) {
  return beginning.find("\"signature_count\"") != std::string_view::npos &&
         (beginning.find("\"action\"") != std::string_view::npos ||
          beginning.find("\"archived-petition\"") != std::string_view::npos) &&
         beginning.find("\"attributes\"") != std::string_view::npos;
}

std::size_t sniff(std::span<const TableHead>) { return 0; }

std::size_t sniff_documents(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const DocumentHead& head) { return looks_like_petitions(head.beginning); }));
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("uk_petitions", options, *sources, heads);
  Petitions petitions(into);
  for (std::size_t i = 0; i < sources->documents.size(); ++i) {
    auto text = into.read_document(*sources, i, kMostBytes);
    if (!text) return std::unexpected(text.error());
    engine::SourceRecord& record = into.document(i);
    if (text->empty()) {
      note(record, "empty_file", "Fichier vide : il n’y a rien à lire.", "Empty file: there is nothing to read.");
      continue;
    }
    const auto document = json::parse(*text, record.file);
    if (!document) {
      record.notes.push_back({"unreadable_json", document.error().what});
      continue;
    }
    if (is_petitions(*document)) petitions.take(*document, record);
  }
  petitions.finish();
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() {
  return {"uk_petitions", {"Pétitions britanniques, JSON", "UK petitions, JSON"}, &sniff, &read, &sniff_documents};
}

}  // namespace boussole::connectors::uk_petitions
