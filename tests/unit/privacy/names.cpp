#include "tests/unit/privacy/names.h"

#include <algorithm>
#include <cctype>

#include "engine/json/reader.h"

namespace boussole::privacy_test {

namespace {

std::string all_of(connectors::Source& source) {
  std::string out;
  if (!source.rewind()) return out;
  std::vector<char> buffer(std::size_t{1} << 16);
  for (;;) {
    const auto got = source.read(buffer);
    if (!got || *got == 0) return out;
    out.append(buffer.data(), *got);
  }
}

/// Records of a CSV text: quotes and the separator that the first line has most of.
std::vector<std::vector<std::string>> records(const std::string& text) {
  const std::string first = text.substr(0, text.find('\n'));
  const auto of = [&](char c) { return std::count(first.begin(), first.end(), c); };
  const char separator = of(';') > of(',') ? ';' : of('\t') > of(',') ? '\t' : ',';
  std::vector<std::vector<std::string>> out(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"') {
        out.back().back() += c;
        ++i;
      } else {
        quoted = !quoted;
      }
    } else if (!quoted && c == separator) {
      out.back().emplace_back();
    } else if (!quoted && c == '\n') {
      out.emplace_back(1);
    } else if (c != '\r' || quoted) {
      out.back().back() += c;
    }
  }
  return out;
}

bool is_email(const std::string& cell) {
  const auto at = cell.find('@');
  return at != std::string::npos && at > 0 && cell.find('.', at) != std::string::npos &&
         cell.find(' ') == std::string::npos;
}

void keep(Named& out, const std::string& cell) {
  std::string text = cell;
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.erase(0, 1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  if (is_email(text)) {
    out.emails.insert(text);
  } else if (text.size() >= 4) {
    out.names.insert(text);
  }
}

void walk(const json::Value& value, bool naming, Named& out) {
  if (const std::string* text = value.as_string(); text != nullptr && naming) keep(out, *text);
  if (const json::Array* array = value.as_array())
    for (const json::Value& each : *array) walk(each, naming, out);
  if (const json::Object* object = value.as_object())
    for (const json::Member& member : *object) walk(member.value, names_people(member.key), out);
}

void emails_anywhere(const std::string& text, Named& out) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    const auto part = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_' || c == '+';
    };
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && part(text[begin - 1])) --begin;
    while (end < text.size() && part(text[end])) ++end;
    while (end > at && !std::isalnum(static_cast<unsigned char>(text[end - 1]))) --end;
    const std::string found = text.substr(begin, end - begin);
    if (begin < at && found.find('.', at - begin) != std::string::npos) out.emails.insert(found);
  }
}

}  // namespace

bool names_people(std::string_view column) {
  std::string word;
  for (const char c : column)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view not_a_person :
       {"usertypename", "typename", "isemail", "isphone", "emailconfirmed", "filename", "statusname", "categoryname",
        "districtname", "countryname", "regionname", "cityname", "username_locale"})
    if (word.find(not_a_person) != std::string::npos) return false;
  for (const std::string_view part : {"username", "authorname", "nickname", "firstname", "lastname", "fullname",
                                      "displayname", "creatorname", "email", "phone", "postaladdress", "proposer",
                                      "nomdutilisateur", "prenom", "useraddress", "voteraddress", "biography"})
    if (word.find(part) != std::string::npos) return true;
  return word == "contributionauthor" || word == "exportcontributionauthor" || word == "mp" ||
         word == "name_of_author" || word == "administrator" || word == "valuator";
}

bool stands_in(std::string_view text, std::string_view word) {
  const auto letter = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool before = at == 0 || !letter(text[at - 1]);
    const std::size_t end = at + word.size();
    if (before && (end == text.size() || !letter(text[end]))) return true;
  }
  return false;
}

Named named_in(connectors::SourceList& sources) {
  Named out;
  for (auto& table : sources.tables) {
    const std::string text = all_of(*table);
    emails_anywhere(text, out);
    const auto rows = records(text);
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < rows[0].size(); ++c)
      if (names_people(rows[0][c])) columns.push_back(c);
    for (std::size_t r = 1; r < rows.size(); ++r)
      for (const std::size_t c : columns)
        if (c < rows[r].size()) keep(out, rows[r][c]);
  }
  for (auto& document : sources.documents) {
    const std::string text = all_of(*document);
    emails_anywhere(text, out);
    if (const auto value = json::parse(text, document->name())) walk(*value, false, out);
  }
  for (auto* list : {&sources.tables, &sources.documents})
    for (auto& source : *list) (void)source->rewind();
  return out;
}

}  // namespace boussole::privacy_test
