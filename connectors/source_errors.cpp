#include "connectors/source_errors.h"

#include <cerrno>
#include <system_error>

namespace boussole::connectors {
namespace {

Text reason(int code) {
  switch (code) {
    case ENOENT:
      return {"ce fichier n’existe pas", "there is no such file"};
    case EACCES:
    case EPERM:
      return {"la lecture en est interdite", "reading it is not permitted"};
    case EMFILE:
    case ENFILE:
      return {"trop de fichiers sont ouverts", "too many files are open"};
    case EIO:
      return {"le disque ne répond pas correctement", "the disk does not answer properly"};
    default:
      break;
  }
  const std::string system = std::generic_category().message(code);
  return {"la lecture a échoué (" + system + ")", "reading failed (" + system + ")"};
}

}  // namespace

Error system_error(const std::string& name, int code) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = name;
  error.what = reason(code);
  error.remedy = {"Vérifiez le nom du fichier et les droits de lecture.",
                  "Check the file's name and the right to read it."};
  return error;
}

Error range_outside(const std::string& name) {
  Error error;
  error.kind = Error::Kind::io;
  error.file = name;
  error.what = {"le fichier a changé pendant la lecture", "the file has changed while it was read"};
  error.remedy = {"Recommencez quand plus rien n’y écrit.", "Start again when nothing writes to it any more."};
  return error;
}

std::string base_name(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1));
}

}  // namespace boussole::connectors
