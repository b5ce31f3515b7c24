#include "connectors/archive/zip_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <clocale>

#include <algorithm>
#include <utility>

#include "connectors/csv/kernels.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

constexpr std::size_t kReadAhead = std::size_t{64} << 10;

/// libarchive turns names to the locale of the thread, and stops at those that it cannot: in the "C" locale, at every
/// accent. This thread speaks UTF-8 while one of these lives; the program's locale is left alone.
class Utf8Thread {
 public:
  explicit Utf8Thread(locale_t locale) : before_(::uselocale(locale)) {}
  ~Utf8Thread() { ::uselocale(before_); }
  Utf8Thread(const Utf8Thread&) = delete;
  Utf8Thread& operator=(const Utf8Thread&) = delete;

 private:
  locale_t before_;
};

std::string valid_utf8(std::string text) {
  for (;;) {
    const std::size_t bad = csv::detail::first_invalid_utf8(text.data(), text.size());
    if (bad == text.size()) return text;
    text[bad] = '?';
  }
}

const Text kDamaged = {"l’archive zip est tronquée ou abîmée", "the zip archive is truncated or damaged"};

}  // namespace

struct ZipReader::State {
  State() : archive(::archive_read_new()), locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {}
  ~State() {
    ::archive_read_free(archive);
    if (locale != nullptr) ::freelocale(locale);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ::archive* archive;
  locale_t locale;
  std::uint64_t entry_begin = 0;
};

ZipReader::ZipReader(std::string name) : name_(std::move(name)), state_(std::make_unique<State>()) {}

ZipReader::~ZipReader() = default;

Error ZipReader::failure(const Text& what) const {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = name_;
  error.what = what;
  if (const char* detail = ::archive_error_string(state_->archive); detail != nullptr && *detail != '\0') {
    error.what.fr += " (" + valid_utf8(detail) + ")";
    error.what.en += " (" + valid_utf8(detail) + ")";
  }
  error.remedy = {"Téléchargez-la de nouveau.", "Download it again."};
  return error;
}

Expected<std::unique_ptr<ZipReader>> ZipReader::open(const std::string& path) {
  std::unique_ptr<ZipReader> reader(new ZipReader(base_name(path)));
  ::archive* archive = reader->state_->archive;
  // By its directory only: what a truncated archive still holds must not pass for the whole.
  if (archive == nullptr || ::archive_read_support_format_zip_seekable(archive) != ARCHIVE_OK ||
      ::archive_read_open_filename(archive, path.c_str(), kReadAhead) != ARCHIVE_OK)
    return std::unexpected(reader->failure(kDamaged));
  return reader;
}

Expected<std::unique_ptr<ZipReader>> ZipReader::open_at(const std::string& path, std::size_t index) {
  auto reader = open(path);
  for (std::size_t i = 0; reader && i <= index; ++i) {
    const auto entry = (*reader)->next();
    if (!entry) return std::unexpected(entry.error());
    if (!*entry) return std::unexpected((*reader)->failure(kDamaged));  // it was longer when it was listed
  }
  return reader;
}

Expected<std::unique_ptr<ZipReader>> ZipReader::open_bytes(std::string name, std::string_view bytes) {
  std::unique_ptr<ZipReader> reader(new ZipReader(std::move(name)));
  ::archive* archive = reader->state_->archive;
  if (archive == nullptr || ::archive_read_support_format_zip_seekable(archive) != ARCHIVE_OK ||
      ::archive_read_open_memory(archive, bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::unexpected(reader->failure(kDamaged));
  return reader;
}

Expected<std::optional<ZipEntry>> ZipReader::next() {
  const Utf8Thread utf8(state_->locale);
  ::archive_entry* entry = nullptr;
  int status = ARCHIVE_RETRY;
  for (int tries = 0; status == ARCHIVE_RETRY && tries < 3; ++tries)
    status = ::archive_read_next_header(state_->archive, &entry);
  if (status == ARCHIVE_EOF) return std::optional<ZipEntry>();
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return std::unexpected(failure(kDamaged));
  state_->entry_begin =
      static_cast<std::uint64_t>(std::max<la_int64_t>(::archive_filter_bytes(state_->archive, -1), 0));
  ZipEntry out;
  const char* path = ::archive_entry_pathname(entry);
  out.path = valid_utf8(path != nullptr ? path : "?");
  out.size = static_cast<std::uint64_t>(std::max<la_int64_t>(::archive_entry_size(entry), 0));
  out.regular = ::archive_entry_filetype(entry) == AE_IFREG;
  out.encrypted = ::archive_entry_is_encrypted(entry) != 0;
  return std::optional<ZipEntry>(std::move(out));
}

Expected<std::size_t> ZipReader::read(std::span<char> into) {
  const Utf8Thread utf8(state_->locale);
  la_ssize_t got = ARCHIVE_RETRY;
  for (int tries = 0; got == ARCHIVE_RETRY && tries < 3; ++tries)
    got = ::archive_read_data(state_->archive, into.data(), into.size());
  // A wrong checksum or length is only a "warning" there; here it is not.
  if (got < 0) return std::unexpected(failure(kDamaged));
  return static_cast<std::size_t>(got);
}

std::uint64_t ZipReader::packed() const {
  const auto at = static_cast<std::uint64_t>(std::max<la_int64_t>(::archive_filter_bytes(state_->archive, -1), 0));
  return at > state_->entry_begin ? at - state_->entry_begin : 0;
}

}  // namespace boussole::connectors
