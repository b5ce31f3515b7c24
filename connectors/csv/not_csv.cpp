#include "connectors/csv/not_csv.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "connectors/csv/kernels.h"

namespace boussole::connectors::csv::detail {
namespace {

Error refused(Text what, Text remedy) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

const Text kExportAgain = {"Exportez le tableau au format CSV, encodé en UTF-8.",
                           "Export the table as CSV, encoded in UTF-8."};

bool begins_with_no_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

bool is_control(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || code == 0x7f;
}

}  // namespace

std::optional<Error> not_text(std::string_view beginning) {
  using namespace std::string_view_literals;
  if (beginning.starts_with("\xff\xfe"sv) || beginning.starts_with("\xfe\xff"sv))
    return refused({"ce fichier est encodé en UTF-16, pas en UTF-8", "this file is encoded in UTF-16, not in UTF-8"},
                   {"Enregistrez-le de nouveau au format « CSV UTF-8 ».", "Save it again as “CSV UTF-8”."});
  if (beginning.starts_with("PK\x03\x04"sv))
    return refused({"ce n’est pas un CSV : c’est une archive zip ou un classeur de tableur",
                    "this is not a CSV: it is a zip archive or a spreadsheet workbook"},
                   kExportAgain);
  if (beginning.starts_with("\x1f\x8b"sv))
    return refused({"ce n’est pas un CSV : c’est un fichier compressé (gzip)",
                    "this is not a CSV: it is a compressed file (gzip)"},
                   {"Décompressez-le d’abord.", "Unpack it first."});
  if (beginning.find('\0') != std::string_view::npos)
    return refused({"ce n’est pas un CSV : le fichier contient des octets nuls, comme un fichier binaire",
                    "this is not a CSV: the file holds null bytes, as binary files do"},
                   kExportAgain);
  if (beginning.find('\n') == std::string_view::npos && beginning.find('\r') + 1 < beginning.size() &&
      beginning.find('\r') != std::string_view::npos)
    return refused({"les lignes de ce fichier finissent par un retour chariot seul",
                    "the lines of this file end with a lone carriage return"},
                   {"Enregistrez-le avec des fins de ligne Windows (CRLF) ou Unix (LF).",
                    "Save it with Windows (CRLF) or Unix (LF) line ends."});
  return std::nullopt;
}

std::optional<Error> not_a_header(std::string_view record, bool single_column) {
  std::string_view text = record;
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (begins_with_no_case(text, "<!doctype") || begins_with_no_case(text, "<html") ||
      begins_with_no_case(text, "<?xml"))
    return refused({"ce n’est pas un CSV : c’est une page web ou du XML", "this is not a CSV: it is a web page or XML"},
                   {"Vérifiez l’adresse d’où il vient : le site a peut-être renvoyé une page d’erreur.",
                    "Check the address it came from: the site may have answered with an error page."});
  if (text.starts_with("{\"") || text.starts_with("[{") || text.starts_with("[\"") || text == "{\n" || text == "[\n")
    return refused({"ce n’est pas un CSV : c’est du JSON", "this is not a CSV: it is JSON"}, kExportAgain);
  if (!single_column) return std::nullopt;
  if (std::any_of(record.begin(), record.end(), is_control) || !kernels().valid_utf8(record.data(), record.size()))
    return refused({"ce n’est pas un CSV : la première ligne n’a pas de séparateur et n’est pas du texte",
                    "this is not a CSV: the first line has no separator and is not text"},
                   kExportAgain);
  if (record.find('|') != std::string_view::npos)
    return refused({"le séparateur « | » n’est pas reconnu", "the separator “|” is not recognised"},
                   {"Enregistrez le fichier avec « ; », « , » ou une tabulation entre les colonnes.",
                    "Save the file with “;”, “,” or a tab between the columns."});
  return std::nullopt;
}

Error unreadable_header(const Rejected& why) {
  Error error =
      refused({"l’en-tête est illisible : " + why.reason.text.fr, "the header cannot be read: " + why.reason.text.en},
              {"Corrigez la première ligne du fichier, qui nomme les colonnes.",
               "Mend the first line of the file, which names the columns."});
  error.line = why.line;
  return error;
}

}  // namespace boussole::connectors::csv::detail
