#include "connectors/assembly.h"

#include <algorithm>
#include <limits>
#include <mutex>
#include <utility>

#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/text_cells.h"
#include "connectors/text_reader.h"
#include "engine/base/sha256.h"
#include "engine/text/features.h"

namespace boussole::connectors {

namespace {

constexpr std::size_t kSampleOfFile = 20;
constexpr std::size_t kAhead = 12;  ///< rows: long enough for memory to answer
constexpr std::size_t kReadBytes = std::size_t{256} << 10;

/// What is kept of the records of a block: the cells that say something, in one run. Tables of several kinds of rows
/// are mostly empty cells, and to carry those along costs more than to read them.
struct KeptBlock {
  struct Cell {
    const char* text = nullptr;
    std::uint64_t offset = 0;
    std::uint32_t length = 0, raw_length = 0;
    std::uint16_t column = 0;
    bool quoted = false;
  };
  struct Row {
    std::size_t end = 0;  ///< of its cells
    std::int64_t line = 0;
    std::uint32_t fields = 0;
    std::uint32_t prepared = 0;  ///< its place among the texts, plus one; 0: none
    std::uint64_t who = 0, what = 0;
    const char* who_cell = nullptr;
  };
  std::vector<Cell> cells;
  std::vector<Row> rows;
  std::vector<Assembly::Prepared> prepared;
};

/// Blocks that were read, to be filled again: memory that is asked for anew every time is slow to come.
class Spare {
 public:
  KeptBlock take() {
    const std::lock_guard lock(mutex_);
    if (blocks_.empty()) return {};
    KeptBlock out = std::move(blocks_.back());
    blocks_.pop_back();
    return out;
  }
  void give(KeptBlock block) {
    block.cells.clear();
    block.rows.clear();
    block.prepared.clear();
    const std::lock_guard lock(mutex_);
    blocks_.push_back(std::move(block));
  }

 private:
  std::mutex mutex_;
  std::vector<KeptBlock> blocks_;
};

/// Keeps the records of a block until the reader says that the block is real.
class KeptRecords final : public csv::BlockSink {
 public:
  KeptRecords(Spare& spare, const Assembly::Prepare& prepare)
      : spare_(spare), prepare_(prepare), block_(spare.take()) {}
  ~KeptRecords() override { spare_.give(std::move(block_)); }

  void record(const csv::Record& record) override {
    const auto& fields = record.fields_;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const csv::Record::Field& field = fields[i];
      if (field.text.empty() && !field.quoted) continue;
      block_.cells.push_back({field.text.data(), field.offset, static_cast<std::uint32_t>(field.text.size()),
                              field.raw_length, static_cast<std::uint16_t>(i), field.quoted});
    }
    KeptBlock::Row& row = block_.rows.emplace_back();
    row.end = block_.cells.size();
    row.line = record.line();
    row.fields = static_cast<std::uint32_t>(fields.size());
    if (!prepare_) return;
    Assembly::Prepared& prepared = block_.prepared.emplace_back();
    prepare_(record, prepared);
    row.who = prepared.who;
    row.who_cell = prepared.who_cell;
    row.what = prepared.what;
    if (prepared.column) {
      row.prepared = static_cast<std::uint32_t>(block_.prepared.size());
    } else {
      block_.prepared.pop_back();
    }
  }
  std::size_t size() const { return block_.rows.size(); }
  /// Row `i` after row `i` - 1: `into` holds that one, or nothing.
  void get(std::size_t i, csv::Record& into) const {
    const std::size_t begin = i == 0 ? 0 : block_.rows[i - 1].end;
    for (std::size_t c = i < 2 ? 0 : block_.rows[i - 2].end; i > 0 && c < begin; ++c)
      into.fields_[block_.cells[c].column] = {};
    const KeptBlock::Row& row = block_.rows[i];
    into.fields_.resize(row.fields);
    for (std::size_t c = begin; c < row.end; ++c) {
      const KeptBlock::Cell& cell = block_.cells[c];
      into.fields_[cell.column] = {{cell.text, cell.length}, cell.offset, cell.raw_length, cell.quoted};
    }
    into.line_ = row.line;
  }
  const Assembly::Prepared* prepared(std::size_t i) const {
    const std::uint32_t at = block_.rows[i].prepared;
    return at == 0 ? nullptr : &block_.prepared[at - 1];
  }
  std::uint64_t who(std::size_t i) const { return block_.rows[i].who; }
  std::uint64_t what(std::size_t i) const { return block_.rows[i].what; }
  const char* who_cell(std::size_t i) const { return block_.rows[i].who_cell; }

 private:
  Spare& spare_;
  const Assembly::Prepare& prepare_;
  KeptBlock block_;
};

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
                                   const Prepare& prepare) {
  engine::SourceRecord& record = table(index);
  Spare spare;
  csv::Handler handler;
  handler.make_sink = [&] { return std::make_unique<KeptRecords>(spare, prepare); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    const auto& kept = static_cast<const KeptRecords&>(*filled);
    csv::Record each;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (i + kAhead < kept.size()) {
        if (const std::uint64_t who = kept.who(i + kAhead); who != 0) expect(who);
        if (const std::uint64_t what = kept.what(i + kAhead); what != 0 && watched_ != nullptr)
          watched_->prefetch(what);
      }
      kept.get(i, each);
      prepared_ = kept.prepared(i);
      who_ = kept.who(i);
      who_cell_ = kept.who_cell(i);
      what_ = kept.what(i);
      if (auto why = row(each)) {
        reject(record, each.line(), 0, std::move(*why));
      } else {
        ++record.rows_read;
      }
    }
    prepared_ = nullptr;
    who_ = what_ = 0;
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

Columns::Columns(std::vector<std::string> names) : names_(std::move(names)) {
  std::size_t size = 16;
  while (size < names_.size() * 4) size *= 2;
  slots_.assign(size, 0);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::uint16_t& slot = slots_[slot_of(names_[i])];
    if (slot == 0) slot = static_cast<std::uint16_t>(i + 1);  // of two with one name the first
  }
}

/// Where the name is in `slots_`, or would be. Every cell of every row may be asked for by its name.
std::size_t Columns::slot_of(std::string_view name) const {
  const auto letter = [&](std::size_t i) { return static_cast<unsigned char>(name[i]); };
  std::size_t hash = name.size() * 31;
  if (!name.empty()) hash = (hash + letter(0)) * 31 + letter(name.size() / 2) * 7 + letter(name.size() - 1);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != 0 && names_[slots_[at] - std::size_t{1}] != name) at = (at + 1) & (slots_.size() - 1);
  return at;
}

std::optional<std::size_t> Columns::find(std::string_view name) const {
  const std::uint16_t slot = slots_[slot_of(name)];
  if (slot == 0) return std::nullopt;
  return static_cast<std::size_t>(slot - 1);
}

bool Columns::has_all(std::span<const std::string_view> names) const {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return find(name).has_value(); });
}

std::vector<std::string> Columns::except(std::initializer_list<std::string_view> used) const {
  std::vector<std::string> out;
  for (const std::string& name : names_)
    if (!name.empty() && std::find(used.begin(), used.end(), name) == used.end()) out.push_back(name);
  return out;
}

std::string_view Columns::cell(const csv::Record& record, std::string_view name) const {
  const auto at = find(name);
  return at ? csv::trimmed(csv::undo_formula_guard(record[*at])) : std::string_view{};
}

OptionalCount count_of(std::string_view cell) {
  const auto number = csv::parse_integer(cell);
  if (!number || *number < 0 || *number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (static_cast<unsigned char>(c) < 0x80 && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace boussole::connectors
