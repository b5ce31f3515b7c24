#include "connectors/sheets/xml.h"

#include <expat.h>

#include <algorithm>

namespace boussole::connectors::sheets {

namespace {

constexpr int kDeepest = 64;

std::string_view local(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  const auto at = std::find_if(list_.begin(), list_.end(), [&](const auto& each) { return each.first == name; });
  return at == list_.end() ? std::string_view{} : at->second;
}

Error bad_workbook(const std::string& file, Text what) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = std::move(what);
  error.remedy = {"Ouvrez le classeur dans un tableur et enregistrez-le de nouveau en .xlsx, ou en CSV.",
                  "Open the workbook in a spreadsheet program and save it again as .xlsx, or as CSV."};
  return error;
}

struct XmlFeed::State {
  State(std::string name, XmlHandler& to) : file(std::move(name)), handler(to), parser(::XML_ParserCreate(nullptr)) {
    ::XML_SetUserData(parser, this);
    ::XML_SetElementHandler(parser, &State::on_start, &State::on_end);
    ::XML_SetCharacterDataHandler(parser, &State::on_text);
    ::XML_SetStartDoctypeDeclHandler(parser, &State::on_doctype);
  }
  ~State() { ::XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void stop(Text why) {
    refused = true;
    what = std::move(why);
    ::XML_StopParser(parser, XML_FALSE);
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(self);
    if (++state.depth > kDeepest)
      return state.stop({"les éléments s’emboîtent trop profondément", "elements nest too deeply"});
    std::vector<std::pair<std::string_view, std::string_view>> list;
    for (; *attributes != nullptr; attributes += 2) list.emplace_back(local(attributes[0]), attributes[1]);
    state.handler.start(local(name), Attributes(std::move(list)));
    state.check();
  }
  static void on_end(void* self, const char* name) {
    auto& state = *static_cast<State*>(self);
    --state.depth;
    state.handler.end(local(name));
    state.check();
  }
  static void on_text(void* self, const char* bytes, int size) {
    static_cast<State*>(self)->handler.text({bytes, static_cast<std::size_t>(size)});
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    static_cast<State*>(self)->stop({"il déclare un type de document, ce qu’aucun classeur ne fait",
                                     "it declares a document type, which no workbook does"});
  }
  void check() {
    if (handler.failure() != nullptr) ::XML_StopParser(parser, XML_FALSE);
  }

  Expected<void> parse(std::string_view bytes, bool last) {
    const auto status = ::XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (const Error* error = handler.failure()) return std::unexpected(*error);
    if (refused) return std::unexpected(bad_workbook(file, what));
    if (status == XML_STATUS_OK) return {};
    const std::string detail = ::XML_ErrorString(::XML_GetErrorCode(parser));
    Error error = bad_workbook(
        file, {"le XML du classeur est abîmé (" + detail + ")", "the workbook's XML is damaged (" + detail + ")"});
    return std::unexpected(std::move(error));
  }

  std::string file;
  XmlHandler& handler;
  XML_Parser parser;
  int depth = 0;
  bool refused = false;
  Text what;
};

XmlFeed::XmlFeed(std::string file, XmlHandler& handler) : state_(std::make_unique<State>(std::move(file), handler)) {}
XmlFeed::~XmlFeed() = default;
Expected<void> XmlFeed::feed(std::string_view bytes) { return state_->parse(bytes, false); }
Expected<void> XmlFeed::finish() { return state_->parse({}, true); }

}  // namespace boussole::connectors::sheets
