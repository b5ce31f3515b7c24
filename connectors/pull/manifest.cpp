#include "connectors/pull/manifest.h"

#include <algorithm>
#include <fstream>

#include "engine/base/sha256.h"
#include "engine/json/reader.h"
#include "engine/json/writer.h"

namespace boussole::connectors::pull {
namespace {

constexpr std::string_view kMark = "{\"boussole_pull\":";
constexpr std::string_view kChain = ",\"chain\":\"";
constexpr std::size_t kChainSize = kChain.size() + 64 + 2;

/// The document on one line: a line end in a text is escaped, so each one here only stands between two members.
std::string one_line(const std::string& document) {
  std::string out;
  out.reserve(document.size());
  bool text = false;
  for (std::size_t i = 0; i < document.size(); ++i) {
    const char c = document[i];
    if (text && c == '\\') {
      out += c;
      out += document[++i];
      continue;
    }
    if (c == '"') text = !text;
    if (text || (c != '\n' && c != ' ')) out += c;
  }
  return out;
}

void write(json::Writer& out, const Message& message) {
  out.begin_object()
      .member("code", message.code)
      .member("fr", message.text.fr)
      .member("en", message.text.en)
      .end_object();
}

Error broken(const std::string& file, std::int64_t line, Text what) {
  Error error;
  error.file = file;
  error.line = line;
  error.what = std::move(what);
  for (std::string* text : {&error.what.fr, &error.what.en})
    if (!text->ends_with('.')) *text += '.';
  error.remedy = {"Ce dossier n'est plus ce que boussole pull a écrit : recommencez dans un dossier neuf.",
                  "This folder is no longer what boussole pull wrote: pull again into a new folder."};
  return error;
}

std::string text_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? std::string() : *text;
}

std::int64_t count_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? 0 : std::max<std::int64_t>(0, value->as_integer().value_or(0));
}

Kept kept_of(const json::Value& value) {
  Kept out;
  out.number = count_of(value, "answer");
  out.label = text_of(value, "label");
  out.key = text_of(value, "key");
  out.method = text_of(value, "method");
  out.url = text_of(value, "url");
  if (const json::Value* query = value.find("query"); query != nullptr && query->is_string())
    out.query = *query->as_string();
  out.status = static_cast<int>(std::min<std::int64_t>(count_of(value, "status"), 999));
  out.final_url = text_of(value, "final_url");
  if (const json::Value* headers = value.find("headers"); headers != nullptr && headers->as_object() != nullptr)
    for (const json::Member& header : *headers->as_object())
      if (header.value.is_string()) out.headers.emplace_back(header.key, *header.value.as_string());
  out.received_at = text_of(value, "received_at");
  out.wire_bytes = static_cast<std::uint64_t>(count_of(value, "wire_bytes"));
  out.bytes = static_cast<std::uint64_t>(count_of(value, "bytes"));
  out.sha256 = text_of(value, "sha256");
  out.file = text_of(value, "file");
  const json::Value* data = value.find("data");
  out.data = data != nullptr && data->as_bool().value_or(false);
  return out;
}

std::vector<Message> messages_of(const json::Value* list) {
  std::vector<Message> out;
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
    if (const json::Value* item = list->at(i))
      out.push_back({text_of(*item, "code"), {text_of(*item, "fr"), text_of(*item, "en")}});
  return out;
}

Ending ending_of(const json::Value& value) {
  Ending out;
  out.finished_at = text_of(value, "finished_at");
  out.answers = count_of(value, "answers");
  out.bytes = static_cast<std::uint64_t>(count_of(value, "bytes"));
  const json::Value* counts = value.find("counts");
  for (std::size_t i = 0; counts != nullptr && i < counts->size(); ++i) {
    const json::Value* item = counts->at(i);
    if (item == nullptr) continue;
    CountCheck check{text_of(*item, "what"), std::nullopt, count_of(*item, "received"), count_of(*item, "hidden")};
    if (const json::Value* announced = item->find("announced")) check.announced = announced->as_integer();
    out.findings.counts.push_back(std::move(check));
  }
  out.findings.changes = messages_of(value.find("changes"));
  out.findings.notes = messages_of(value.find("notes"));
  return out;
}

/// A file of the answers' folder and nothing else: a manifest names no other place.
bool own_file(const std::string& file) {
  const std::string folder = std::string(kAnswersFolder) + "/";
  if (!file.starts_with(folder) || file.size() == folder.size() || file.size() > 200) return false;
  return std::all_of(file.begin() + static_cast<std::ptrdiff_t>(folder.size()), file.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

/// Takes the chain off a line and checks it; the new chain replaces the old one.
bool unchain(std::string& line, std::string& chain) {
  if (line.size() < kChainSize || !line.ends_with("\"}")) return false;
  const std::size_t at = line.size() - kChainSize;
  if (std::string_view(line).substr(at, kChain.size()) != kChain) return false;
  const std::string found = line.substr(at + kChain.size(), 64);
  line.resize(at);
  line += '}';
  chain = sha256(chain + line);
  return chain == found;
}

/// One whole line, checked: what it says goes into `out` or to `on_answer`.
Expected<void> take_line(std::string line, std::int64_t number, const std::string& name, LinePlace place, Manifest& out,
                         const std::function<Expected<void>(Kept&&, LinePlace)>& on_answer) {
  if (out.ending)
    return std::unexpected(broken(name, number, {"une ligne suit la dernière", "a line follows the last one"}));
  if (!unchain(line, out.chain))
    return std::unexpected(
        broken(name, number,
               {"la chaîne des empreintes est rompue ici : une ligne a changé, manque ou est de trop",
                "the chain of digests is broken here: a line changed, is missing or is one too many"}));
  const auto value = json::parse(line, name);
  if (!value) return std::unexpected(broken(name, number, value.error().what));
  if (number == 1) {
    if (value->find("boussole_pull") == nullptr || value->find("boussole_pull")->as_integer() != 1)
      return std::unexpected(broken(name, number, {"version inconnue", "unknown version"}));
    out.beginning = {text_of(*value, "address"), text_of(*value, "what"), text_of(*value, "tool"),
                     text_of(*value, "started_at")};
    return {};
  }
  if (value->find("complete") != nullptr) {
    out.ending = ending_of(*value);
    if (out.ending->answers != out.answers || out.ending->bytes != out.bytes)
      return std::unexpected(broken(name, number,
                                    {"les comptes de la dernière ligne ne sont pas ceux des autres",
                                     "the counts of the last line are not those of the others"}));
    return {};
  }
  Kept kept = kept_of(*value);
  if (kept.number != out.answers + 1 || !own_file(kept.file))
    return std::unexpected(broken(
        name, number,
        {"réponse mal numérotée, ou fichier hors du dossier", "an answer out of order, or a file outside the folder"}));
  ++out.answers;
  out.bytes += kept.bytes;
  return on_answer(std::move(kept), place);
}

}  // namespace

std::string line_of(const Beginning& beginning) {
  json::Writer out;
  out.begin_object().member("boussole_pull", 1).member("address", beginning.address).member("what", beginning.what);
  out.member("tool", beginning.tool).member("started_at", beginning.started_at).end_object();
  return one_line(out.take());
}

std::string line_of(const Kept& kept) {
  json::Writer out;
  out.begin_object().member("answer", kept.number).member("label", kept.label).member("data", kept.data);
  out.member("method", kept.method).member("url", kept.url).member("query", kept.query).member("key", kept.key);
  out.member("status", kept.status).member("final_url", kept.final_url);
  out.key("headers").begin_object();
  for (const auto& [name, text] : kept.headers) out.member(name, text);
  out.end_object();
  out.member("received_at", kept.received_at).member("wire_bytes", kept.wire_bytes).member("bytes", kept.bytes);
  out.member("sha256", kept.sha256).member("file", kept.file).end_object();
  return one_line(out.take());
}

std::string line_of(const Ending& ending) {
  json::Writer out;
  out.begin_object().member("complete", true).member("finished_at", ending.finished_at);
  out.member("answers", ending.answers).member("bytes", ending.bytes);
  out.key("counts").begin_array();
  for (const CountCheck& check : ending.findings.counts)
    out.begin_object()
        .member("what", check.what)
        .member("announced", check.announced)
        .member("received", check.received)
        .member("hidden", check.hidden)
        .end_object();
  out.end_array();
  out.key("changes").begin_array();
  for (const Message& message : ending.findings.changes) write(out, message);
  out.end_array();
  out.key("notes").begin_array();
  for (const Message& message : ending.findings.notes) write(out, message);
  out.end_array().end_object();
  return one_line(out.take());
}

std::string chained(const std::string& line, std::string& chain) {
  chain = sha256(chain + line);
  return line.substr(0, line.size() - 1) + std::string(kChain) + chain + "\"}\n";
}

Expected<Manifest> read_manifest(const std::string& path,
                                 const std::function<Expected<void>(Kept&&, LinePlace)>& on_answer) {
  const std::string name(kManifestName);
  std::ifstream file(path, std::ios::binary);
  Manifest out;
  std::string line;
  std::int64_t number = 0;
  while (std::getline(file, line)) {
    if (file.eof()) {  // getline met the end of the file before a line end
      out.cut_short = !line.empty();
      break;
    }
    const LinePlace place{out.whole, line.size()};
    out.whole += line.size() + 1;
    if (auto taken = take_line(std::move(line), ++number, name, place, out, on_answer); !taken)
      return std::unexpected(std::move(taken.error()));
    line.clear();
  }
  if (number == 0 && !out.cut_short)
    return std::unexpected(
        broken(name, 1, {"le manifeste est vide ou illisible", "the manifest is empty or unreadable"}));
  return out;
}

Expected<Kept> parse_kept(std::string_view line) {
  auto value = json::parse(line, std::string(kManifestName));
  if (!value) return std::unexpected(std::move(value.error()));
  return kept_of(*value);
}

bool is_manifest(std::string_view beginning) { return beginning.starts_with(kMark); }

}  // namespace boussole::connectors::pull
