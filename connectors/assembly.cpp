#include "connectors/assembly.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/kept_records.h"
#include "connectors/text_cells.h"
#include "connectors/text_reader.h"
#include "engine/base/large_memory.h"
#include "engine/base/sha256.h"
#include "engine/text/features.h"

namespace boussole::connectors {

namespace {

constexpr std::size_t kSampleOfFile = 20;
constexpr std::size_t kAhead = 12;  ///< rows: long enough for memory to answer
constexpr std::size_t kReadBytes = std::size_t{256} << 10;

Error document_too_large(const std::string& name, std::uint64_t most) {
  const std::string megabytes = std::to_string(most >> 20);
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = name;
  error.what = {"le fichier dépasse " + megabytes + " Mo, lus en une fois.",
                "the file is larger than " + megabytes + " MB, which are read at once."};
  error.remedy = {"Donnez les fichiers d’une seule consultation.", "Give the files of one consultation only."};
  return error;
}

}  // namespace

void note(engine::SourceRecord& record, std::string code, std::string fr, std::string en) {
  record.notes.push_back({std::move(code), {std::move(fr), std::move(en)}});
}

Assembly::Assembly(std::string connector, const ReadOptions& options, const SourceList& sources,
                   std::span<const TableHead> heads)
    : options_(options), pseudonyms_(options.seed), tables_(sources.tables.size()) {
  data.connector = std::move(connector);
  data.open_licence = sources.open_licence;
  for (const TableHead& head : heads) data.sources.emplace_back().file = head.name;
  for (const auto& document : sources.documents) data.sources.emplace_back().file = document->name();
  for (engine::SourceRecord& record : data.sources) record.entity = "unknown";
}

std::uint32_t Assembly::participant(std::string_view id, engine::ParticipantKind kind) {
  return participant_of(pseudonyms_(kind, id), kind);
}

std::uint32_t Assembly::participant_of(std::uint64_t key, engine::ParticipantKind kind) {
  const auto [at, fresh] = participants_.insert(key, static_cast<std::uint32_t>(data.participants.size()));
  if (fresh) new_participant(key, kind);
  return at;
}

std::uint32_t Assembly::new_participant(std::uint64_t key, engine::ParticipantKind kind) {
  engine::Participant person;
  person.key = key;
  person.kind = kind;
  data.participants.push_back(person);
  return static_cast<std::uint32_t>(data.participants.size() - 1);
}

void Assembly::remember_participants(std::uint32_t first) {
  for (std::uint32_t row = first; row < data.participants.size(); ++row)
    participants_.insert(data.participants[row].key, row);
}

std::uint32_t Assembly::space(engine::Space space) {
  const std::string key = space.key;
  const auto taken = [&] {
    return std::any_of(data.spaces.begin(), data.spaces.end(), [&](const auto& s) { return s.key == space.key; });
  };
  for (int number = 2; taken(); ++number) space.key = key + "-" + std::to_string(number);
  data.spaces.push_back(std::move(space));
  return static_cast<std::uint32_t>(data.spaces.size() - 1);
}

Assembly::Measured Assembly::text(const csv::Record& record, std::size_t column, std::size_t source,
                                  engine::TextSignature::Of of, OptionalIndex author, OptionalIndex space) {
  const bool ready = prepared_ != nullptr && prepared_->column == column;
  if (!ready) {
    here_ = {};
    prepare_text(record, column, here_);
  }
  const Prepared& known = ready ? *prepared_ : here_;
  const engine::text::Extracted& got = known.got;
  if (!got.has_signature) return {got.features, std::nullopt};
  engine::TextSignature& signature = data.signatures.emplace_back();
  signature.html = known.html;
  signature.bins = known.bins;
  signature.fingerprint = got.features.fingerprint;
  signature.words = got.features.words;
  signature.offset = record.offset(column);
  signature.length = record.raw_length(column);
  signature.source = static_cast<std::uint32_t>(source);
  signature.of = of;
  signature.author = author;
  signature.space = space;
  return {got.features, static_cast<std::uint32_t>(data.signatures.size() - 1)};
}

void Assembly::prepare_text(const csv::Record& record, std::size_t column, Prepared& out) {
  out.column = column;
  const std::string_view cell = csv::trimmed(csv::undo_formula_guard(record[column]));
  if (cell.empty()) return;
  std::string scratch;
  out.html = has_markup(cell);
  out.got = engine::text::extract(without_mentions(cell, scratch), out.html, &out.bins);
}

engine::TextFeatures Assembly::features(std::string_view text, bool html) {
  return engine::text::extract(text, html, nullptr).features;
}

void Assembly::reject(engine::SourceRecord& record, std::int64_t line, std::int64_t column, Message reason) {
  ++rejected_[reason.code];
  ++data.rejections.total;
  if (record.rows_rejected++ < static_cast<std::int64_t>(kSampleOfFile))
    data.rejections.sample.push_back({record.file, line, column, std::move(reason)});
}

engine::FieldFill& Assembly::fill_of(std::string_view field) {
  // Nearly always the literal that it was asked for by before; what it says is compared all the same.
  for (const Filled& known : fills_)
    if (known.asked == field.data() && known.name == field) return *known.fill;
  const auto at = data.fill.try_emplace(std::string(field)).first;  // stays where it is
  constexpr std::size_t kNames = 64;
  if (fills_.size() == kNames) fills_.clear();
  fills_.push_back({field.data(), at->first, &at->second});
  return at->second;
}

void Assembly::fill(std::string_view field, bool filled) { fill(field, 1, filled); }

void Assembly::fill(std::string_view field, std::int64_t rows, std::int64_t filled) {
  if (rows == 0) return;
  engine::FieldFill& fill = fill_of(field);
  fill.rows += rows;
  fill.filled += filled;
}

void Assembly::seen(OptionalTime time) {
  if (!time) return;
  if (!data.newest || *time > *data.newest) data.newest = time;
  if (!data.oldest || *time < *data.oldest) data.oldest = time;
}

Expected<void> Assembly::read_rows(SourceList& sources, std::size_t index,
                                   const std::function<std::optional<Message>(const csv::Record&)>& row,
                                   const Prepare& prepare, std::span<const std::size_t> columns) {
  engine::SourceRecord& record = table(index);
  Spare spare;
  csv::Handler handler;
  handler.make_sink = [&] { return std::make_unique<KeptRecords>(spare, prepare, columns); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    const auto& kept = static_cast<const KeptRecords&>(*filled);
    csv::Record each;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (i + kAhead < kept.size()) {
        if (const std::uint64_t who = kept.who(i + kAhead); who != 0) expect(who);
        if (const FlatMap* where = kept.where(i + kAhead); where != nullptr) where->prefetch(kept.what(i + kAhead));
      }
      kept.get(i, each);
      prepared_ = kept.prepared(i);
      who_ = kept.who(i);
      who_cell_ = kept.who_cell(i);
      what_ = kept.what(i);
      where_ = kept.where(i);
      if (auto why = row(each)) {
        reject(record, each.line(), 0, std::move(*why));
      } else {
        ++record.rows_read;
      }
    }
    prepared_ = nullptr;
    who_ = what_ = 0;
    where_ = nullptr;
  };
  return read_with(sources, index, handler);
}

Expected<void> Assembly::read_blocks(SourceList& sources, std::size_t index,
                                     const std::function<std::unique_ptr<Rows>()>& make,
                                     const std::function<void(Rows&)>& take) {
  engine::SourceRecord& record = table(index);
  csv::Handler handler;
  handler.make_sink = make;
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    auto& rows = static_cast<Rows&>(*filled);
    for (Rows::Refused& refused : rows.refused) reject(record, refused.line, 0, std::move(refused.reason));
    record.rows_read += rows.read;
    take(rows);
  };
  return read_with(sources, index, handler);
}

Expected<void> Assembly::read_with(SourceList& sources, std::size_t index, const csv::Handler& given) {
  engine::SourceRecord& record = table(index);
  csv::Handler handler = given;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.reject = [&](const csv::Rejected& bad) { reject(record, bad.line, bad.column, bad.reason); };
  const auto summary = csv::read(*sources.tables[index], handler, options_.threads);
  if (!summary) return std::unexpected(summary.error());
  record.sha256 = summary->sha256;
  record.bytes = static_cast<std::int64_t>(summary->bytes);
  if (options_.progress) options_.progress({record.file, summary->bytes, summary->bytes});
  if (summary->empty)
    note(record, "empty_file", "Fichier vide : le jeu de données n’a aucune ligne.",
         "Empty file: the data set has no row.");
  if (summary->invalid_utf8) {
    const std::string line = std::to_string(summary->invalid_utf8_line);
    note(record, "invalid_utf8",
         "Des octets ne sont pas de l’UTF-8 (d’abord ligne " + line + ") ; les lignes sont lues quand même.",
         "Some bytes are not UTF-8 (first on line " + line + "); the rows are read all the same.");
  }
  return {};
}

Expected<std::string> Assembly::read_document(SourceList& sources, std::size_t index, std::uint64_t most) {
  Source& source = *sources.documents[index];
  engine::SourceRecord& record = document(index);
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(std::min(source.size_hint(), most)) + kReadBytes);
  wish_for_large_pages(bytes.data(), bytes.capacity());
  for (;;) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kReadBytes);
    const auto got = source.read({bytes.data() + before, kReadBytes});
    if (!got) return std::unexpected(got.error());
    bytes.resize(before + *got);
    if (*got == 0) break;
    if (bytes.size() > most) return std::unexpected(document_too_large(source.name(), most));
  }
  record.sha256 = sha256(bytes);
  record.bytes = static_cast<std::int64_t>(bytes.size());
  if (options_.progress) options_.progress({record.file, bytes.size(), bytes.size()});
  return bytes;
}

Reading Assembly::finish(std::shared_ptr<SourceList> sources) {
  for (const std::string& entry : options_.organisers) {
    const std::string_view id = std::string_view(entry).substr(entry.rfind(':') + 1);
    const std::uint32_t at = participants_.find(pseudonyms_(engine::ParticipantKind::person, id));
    if (at != FlatMap::kNone) data.participants[at].organiser = true;
  }
  data.organisers_listed = static_cast<std::int64_t>(options_.organisers.size());
  for (engine::SourceRecord& record : data.sources)
    if (record.entity == "unknown" && record.notes.empty())
      note(record, "unknown_table", "Fichier inconnu : mis de côté, rien n’en est mesuré.",
           "Unknown file: kept aside, nothing of it is measured.");
  data.rejections.by_reason.assign(rejected_.begin(), rejected_.end());
  if (votes.targets.size() > 0) data.votes = std::make_shared<const engine::Votes>(std::move(votes));
  auto dataset = std::make_shared<engine::Dataset>(std::move(data));
  auto texts = make_text_reader(sources, dataset, options_.threads);
  return Reading(std::move(dataset), std::move(sources), std::move(texts));
}

}  // namespace boussole::connectors
