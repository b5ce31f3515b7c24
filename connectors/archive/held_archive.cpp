#include "connectors/archive/held_archive.h"

#include <algorithm>
#include <span>
#include <utility>

#include "connectors/archive/zip_reader.h"
#include "connectors/source_errors.h"

namespace boussole::connectors {
namespace {

constexpr std::size_t kStep = std::size_t{128} << 10;
constexpr std::size_t kThreads = 2;  // an export is two large files, proposals and comments, and many small ones

}  // namespace

HeldArchive::HeldArchive(const ArchiveLimits& limits, std::shared_ptr<Unpacked> unpacked)
    : limits_(limits), unpacked_(std::move(unpacked)) {}

std::size_t HeldArchive::add(ZipPlace place) {
  auto bytes = std::make_unique_for_overwrite<char[]>(place.size + 1);  // one more shows an entry larger than it says
  entries_.push_back(
      std::make_unique<Entry>(Entry{std::move(place), std::move(bytes), 0, false, std::nullopt, nullptr}));
  return entries_.size() - 1;
}

void HeldArchive::start() {
  // The largest first, or the last thread would end alone.
  for (const auto& entry : entries_) by_size_.push_back(entry.get());
  std::stable_sort(by_size_.begin(), by_size_.end(),
                   [](const Entry* a, const Entry* b) { return a->place.size > b->place.size; });
  for (std::size_t i = 0; i < std::min(kThreads, by_size_.size()); ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

Expected<std::string_view> HeldArchive::from(std::size_t entry, std::uint64_t at) {
  const Entry& asked = *entries_[entry];
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return asked.done || asked.ready > at; });
  if (asked.thrown) std::rethrow_exception(asked.thrown);
  // What stands before the damage is read first, as from a stream.
  if (asked.ready <= at && asked.error) return std::unexpected(*asked.error);
  const auto begin = static_cast<std::size_t>(std::min<std::uint64_t>(at, asked.ready));
  return std::string_view(asked.bytes.get() + begin, asked.ready - begin);
}

Expected<std::string_view> HeldArchive::whole(std::size_t entry) {
  const Entry& asked = *entries_[entry];
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return asked.done; });
  if (asked.thrown) std::rethrow_exception(asked.thrown);
  if (asked.error) return std::unexpected(*asked.error);
  return std::string_view(asked.bytes.get(), asked.ready);
}

void HeldArchive::run(const std::stop_token& stop) {
  for (std::size_t i = next_++; i < by_size_.size() && !stop.stop_requested(); i = next_++) {
    Entry& entry = *by_size_[i];
    Expected<void> done;
    std::exception_ptr thrown;
    try {
      done = unpack(stop, entry);
    } catch (...) {
      thrown = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    if (!done) entry.error = std::move(done.error());
    entry.thrown = std::move(thrown);
    entry.done = true;
    changed_.notify_all();
  }
}

Expected<void> HeldArchive::unpack(const std::stop_token& stop, Entry& entry) {
  const auto reader = ZipReader::open_at(entry.place.path, entry.place.index);
  if (!reader) return std::unexpected(reader.error());
  const std::size_t room = entry.place.size + 1;
  std::size_t size = 0;
  while (!stop.stop_requested()) {
    if (size == room) return std::unexpected(too_large(entry.place.name));
    auto got = (*reader)->read({entry.bytes.get() + size, std::min(kStep, room - size)});
    if (!got) {
      got.error().file = entry.place.name;
      return std::unexpected(std::move(got.error()));
    }
    if (*got == 0) break;
    size += *got;
    unpacked_->bytes += *got;
    if (!within_limits(limits_, size, (*reader)->packed(), unpacked_->bytes))
      return std::unexpected(too_large(entry.place.name));
    const std::lock_guard lock(mutex_);
    entry.ready = size;
    changed_.notify_all();
  }
  return {};
}

}  // namespace boussole::connectors
