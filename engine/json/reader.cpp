#include "engine/json/reader.h"

#include <cassert>
#include <charconv>
#include <fstream>
#include <iterator>
#include <unordered_set>

// The only use of RapidJSON: its event reader, with numbers handed over as text. Its own conversion of numbers reads
// out of bounds on hostile input (CVE-2024-38517) and rounds wrongly.
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "engine/json/number.h"

namespace boussole::json {
namespace {

using Position = std::pair<std::uint32_t, std::uint32_t>;  // line and column, from 1

/// Walks a text once, forwards, counting lines and characters (not bytes).
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  void advance_to(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n')
        ++line_, column_ = 1;
      else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
        ++column_;
    }
  }
  /// Passes what stands between two values.
  void skip_separators() {
    std::size_t to = at_;
    while (to < text_.size() && std::string_view(" \t\r\n,:").find(text_[to]) != std::string_view::npos) ++to;
    advance_to(to);
  }
  /// The reader tells of a bracket before or after it takes it; here it is always passed.
  void pass_bracket() { advance_to(at_ + 1); }
  Position position() const { return {line_, column_}; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

struct Problem {
  Position where;
  Text what, remedy;
};

/// Receives the events and builds the tree.
class Builder {
 public:
  Builder(std::string_view text, const rapidjson::MemoryStream& stream) : cursor_(text), stream_(stream) {}

  bool Null() { return add(Value()); }
  bool Bool(bool truth) { return add(Value(truth)); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    auto number = number_of(std::string_view(text, length));
    if (!number) {
      cursor_.skip_separators();
      problem_ = {cursor_.position(),
                  {"Nombre trop grand : " + std::string(text, length) + ".",
                   "Number too large: " + std::string(text, length) + "."},
                  {"Écrire un nombre inférieur à 1,7e308.", "Write a number below 1.7e308."}};
      return false;
    }
    return add(Value(std::move(*number)));
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return whole({text, length}) && add(Value(std::string(text, length)));
  }
  bool StartObject() { return open(Value(Object())); }
  bool StartArray() { return open(Value(Array())); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  bool Key(const char* text, rapidjson::SizeType length, bool) {
    cursor_.skip_separators();
    Frame& frame = frames_.back();
    frame.key.assign(text, length);
    if (!whole(frame.key)) return false;
    if (frame.repeats()) {
      problem_ = {cursor_.position(),
                  {"La clé « " + frame.key + " » est répétée dans le même objet.",
                   "The key \"" + frame.key + "\" is repeated in the same object."},
                  {"N'en garder qu'une.", "Keep only one of them."}};
      return false;
    }
    cursor_.advance_to(stream_.Tell());
    return true;
  }

  // What the number flag leaves unused; the reader still asks that they exist.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  const std::optional<Problem>& problem() const { return problem_; }
  Value take() { return std::move(root_); }

 private:
  struct Frame {
    Object object;
    Array array;
    bool is_object = false;
    Position begins;
    std::string key;
    std::unordered_set<std::string> seen;  ///< of a wide object only: small ones are searched faster as they are

    /// True when `key` has been read before in this object.
    bool repeats() {
      constexpr std::size_t kWide = 24;
      if (object.size() < kWide) return object.find(key) != nullptr;
      if (seen.empty())
        for (const Member& member : object) seen.insert(member.key);
      return !seen.insert(key).second;
    }
  };

  /// RapidJSON lets the second half of a pair ("\udc00") through without its first: its bytes are no UTF-8, and nothing
  /// that holds them could be read again.
  bool whole(std::string_view text) {
    for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
      if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) continue;
      cursor_.skip_separators();
      problem_ = {cursor_.position(),
                  {"Séquence d'échappement non valable dans une chaîne.", "Invalid escape in a string."},
                  {"Corriger le fichier à cet endroit, ou le télécharger de nouveau.",
                   "Correct the file at this place, or download it again."}};
      return false;
    }
    return true;
  }

  bool add(Value value) {
    cursor_.skip_separators();
    const auto [line, column] = cursor_.position();
    value.set_position(line, column);
    cursor_.advance_to(stream_.Tell());
    attach(std::move(value));
    return true;
  }

  void attach(Value value) {
    if (frames_.empty())
      root_ = std::move(value);
    else if (frames_.back().is_object)
      frames_.back().object.append(std::move(frames_.back().key), std::move(value));
    else
      frames_.back().array.push_back(std::move(value));
  }

  bool open(const Value& kind) {
    cursor_.skip_separators();
    if (frames_.size() >= static_cast<std::size_t>(kMaxDepth)) {
      problem_ = {cursor_.position(),
                  {"Plus de " + std::to_string(kMaxDepth) + " niveaux imbriqués.",
                   "More than " + std::to_string(kMaxDepth) + " nested levels."},
                  {"Vérifier que ce fichier est bien celui attendu.", "Check that this is the file you meant."}};
      return false;
    }
    Frame frame;
    frame.is_object = kind.is_object();
    frame.begins = cursor_.position();
    frames_.push_back(std::move(frame));
    cursor_.pass_bracket();
    return true;
  }

  bool close() {
    cursor_.skip_separators();
    cursor_.pass_bracket();
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Value value = frame.is_object ? Value(std::move(frame.object)) : Value(std::move(frame.array));
    value.set_position(frame.begins.first, frame.begins.second);
    attach(std::move(value));
    return true;
  }

  Cursor cursor_;
  const rapidjson::MemoryStream& stream_;
  std::vector<Frame> frames_;
  Value root_;
  std::optional<Problem> problem_;
};

Text explain(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return {"Le fichier est vide, du JSON était attendu.", "The file is empty, JSON was expected."};
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {"Du texte suit la fin du document JSON.", "There is text after the end of the JSON document."};
    case rapidjson::kParseErrorObjectMissName:
      return {"Une clé entre guillemets droits était attendue.", "A key in double quotes was expected."};
    case rapidjson::kParseErrorObjectMissColon:
      return {"Deux-points attendus après la clé.", "A colon was expected after the key."};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {"Virgule ou accolade fermante attendue.", "A comma or a closing brace was expected."};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {"Virgule ou crochet fermant attendu.", "A comma or a closing bracket was expected."};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
    case rapidjson::kParseErrorStringEscapeInvalid:
      return {"Séquence d'échappement non valable dans une chaîne.", "Invalid escape in a string."};
    case rapidjson::kParseErrorStringMissQuotationMark:
      return {"Chaîne de caractères non fermée.", "The string is not closed."};
    case rapidjson::kParseErrorStringInvalidEncoding:
      return {"Ce texte n'est pas en UTF-8.", "This text is not UTF-8."};
    case rapidjson::kParseErrorNumberTooBig:
      return {"Nombre trop grand.", "Number too large."};
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
      return {"Nombre incomplet.", "Incomplete number."};
    default:
      return {"Valeur JSON attendue (texte entre guillemets droits, nombre, true, false, null, objet ou tableau).",
              "A JSON value was expected (text in double quotes, number, true, false, null, object or array)."};
  }
}

Text remedy_for(rapidjson::ParseErrorCode code) {
  if (code == rapidjson::kParseErrorStringInvalidEncoding)
    return {"Enregistrer le fichier en UTF-8.", "Save the file as UTF-8."};
  if (code == rapidjson::kParseErrorDocumentEmpty)
    return {"Vérifier le nom du fichier, ou le télécharger de nouveau.", "Check the file name, or download it again."};
  return {"Corriger le fichier à cet endroit, ou le télécharger de nouveau.",
          "Correct the file at this place, or download it again."};
}

Error at(std::string file, Problem problem) {
  Error error;
  error.file = std::move(file);
  error.line = problem.where.first;
  error.column = problem.where.second;
  error.what = std::move(problem.what);
  error.remedy = std::move(problem.remedy);
  return error;
}

Error at_offset(std::string_view text, std::size_t offset, std::string file, rapidjson::ParseErrorCode code) {
  Cursor cursor(text);
  cursor.advance_to(offset);
  return at(std::move(file), {cursor.position(), explain(code), remedy_for(code)});
}

Error cannot_read(const std::filesystem::path& path) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = path.string();
  error.what = {"Ce fichier ne peut pas être lu.", "This file cannot be read."};
  error.remedy = {"Vérifier son nom et les droits de lecture.", "Check its name and the right to read it."};
  return error;
}

}  // namespace

Expected<Value> parse(std::string_view text, std::string file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  // RapidJSON takes a zero byte for the end of the text and would not see what follows it.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    return std::unexpected(at_offset(text, zero, std::move(file), rapidjson::kParseErrorValueInvalid));

  rapidjson::MemoryStream stream(text.data(), text.size());
  Builder builder(text, stream);
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (!result.IsError()) return builder.take();
  if (builder.problem()) return std::unexpected(at(std::move(file), *builder.problem()));
  return std::unexpected(at_offset(text, result.Offset(), std::move(file), result.Code()));
}

Expected<std::string> read_file(const std::filesystem::path& path) {
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) return std::unexpected(cannot_read(path));
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(cannot_read(path));
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return std::unexpected(cannot_read(path));
  return bytes;
}

Expected<Value> parse_file(const std::filesystem::path& path) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return parse(*bytes, path.string());
}

}  // namespace boussole::json
