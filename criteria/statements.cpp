#include "criteria/statements.h"

#include <algorithm>

#include "criteria/policy.h"

namespace boussole::criteria {
namespace {

/// The member's text where it is there and not empty, else nullptr.
const std::string* said(const json::Value& owner, const char* key) {
  const json::Value* value = owner.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr || text->empty() ? nullptr : text;
}

}  // namespace

std::vector<Error> check_schema_name(const json::Value& root, const std::string& file, std::string_view kind) {
  const std::string family = "boussole/" + std::string(kind) + "/", wanted = family + "1";
  const json::Value* value = root.find("schema");
  const std::string found = value != nullptr && value->as_string() != nullptr ? *value->as_string() : "";
  if (found == wanted) return {};
  Problems problems(file);
  const json::Value& at = value == nullptr ? root : *value;
  if (!found.starts_with(family))
    problems.add(
        at, "schema",
        {"Ce fichier n'est pas de la sorte « " + wanted + " ».", "This file is not of the kind \"" + wanted + "\"."},
        {"Donner le fichier écrit par boussole, ou suivre le guide pour l'écrire.",
         "Give the file that boussole wrote, or follow the guide to write it."});
  else
    problems.add(at, "schema",
                 {"Ce fichier est d'une autre version (« " + found + " ») ; ce programme lit « " + wanted + " ».",
                  "This file is of another version (\"" + found + "\"); this program reads \"" + wanted + "\"."},
                 {"Prendre la version de boussole qui l'a écrit, ou l'écrire de nouveau.",
                  "Use the version of boussole that wrote it, or write it again."});
  return problems.take();
}

void check_date(const json::Value& owner, const char* key, const std::string& place, Problems& problems) {
  const std::string* text = said(owner, key);
  if (text == nullptr || is_date(*text)) return;
  problems.add(*owner.find(key), place + "." + key, {"Ce n'est pas une date.", "This is not a date."},
               {"Écrire AAAA-MM-JJ, un jour qui existe.", "Write YYYY-MM-DD, a day that exists."});
}

void check_web_address(const json::Value& owner, const char* key, const std::string& place, Problems& problems) {
  const std::string* text = said(owner, key);
  if (text == nullptr) return;
  const bool scheme = text->starts_with("https://") || text->starts_with("http://");
  const bool plain =
      std::all_of(text->begin(), text->end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
  if (scheme && plain && text->size() > 10) return;
  problems.add(*owner.find(key), place + "." + key, {"Ce n'est pas une adresse du Web.", "This is not a web address."},
               {"Écrire une adresse entière, qui commence par https:// ou http://.",
                "Write a whole address, beginning with https:// or http://."});
}

void check_sha256(const json::Value& owner, const char* key, const std::string& place, Problems& problems) {
  const std::string* text = said(owner, key);
  if (text == nullptr) return;
  const bool hex = text->size() == 64 && text->find_first_not_of("0123456789abcdef") == std::string::npos;
  if (hex) return;
  problems.add(*owner.find(key), place + "." + key,
               {"Ce n'est pas une empreinte SHA-256 : 64 chiffres de 0 à 9 et de a à f.",
                "This is not a SHA-256 hash: 64 digits from 0 to 9 and a to f."},
               {"La donner telle que l'écrit sha256sum FICHIER, ou le formulaire.",
                "Give it as sha256sum FILE writes it, or the form."});
}

void check_file_name(const json::Value& owner, const char* key, const std::string& place, Problems& problems) {
  const std::string* text = said(owner, key);
  if (text == nullptr) return;
  const bool plain = std::all_of(text->begin(), text->end(),
                                 [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '/' && c != '\\'; });
  if (plain && !text->starts_with(".")) return;
  problems.add(*owner.find(key), place + "." + key,
               {"Ce n'est pas le nom d'un fichier, sans dossier.", "This is not the name of a file, without a folder."},
               {"Poser le fichier à côté de celui-ci et n'en donner que le nom.",
                "Put the file beside this one and give its name only."});
}

void check_role(const json::Value& owner, const char* key, const std::string& place, Problems& problems) {
  const std::string* text = said(owner, key);
  if (text == nullptr || text->find('@') == std::string::npos) return;
  problems.add(*owner.find(key), place + "." + key,
               {"Une adresse électronique n'a pas sa place ici.", "An e-mail address has no place here."},
               {"Écrire une fonction (« service participation »), pas une personne.",
                "Write a role (\"participation team\"), not a person."});
}

std::string text_or_nothing(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? "" : *text;
}

bool says_something(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
}

}  // namespace boussole::criteria
