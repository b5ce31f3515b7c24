#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

#include "engine/json/value.h"

/// Lets valijson read json::Value. Private to engine/json: the names below are those valijson's templates ask for.
namespace boussole::json::schema {

class ValueAdapter;
using AdapterMember = std::pair<std::string, ValueAdapter>;

/// Walks `Element`s and shows each as `Seen`.
template <class Element, class Seen>
class ViewIterator {
 public:
  using iterator_category = std::bidirectional_iterator_tag;
  using value_type = Seen;
  using difference_type = std::ptrdiff_t;
  using pointer = Seen*;
  using reference = Seen&;

  explicit ViewIterator(const Element* at) : at_(at) {}
  Seen operator*() const;
  valijson::adapters::DerefProxy<Seen> operator->() const { return valijson::adapters::DerefProxy<Seen>(**this); }
  bool operator==(const ViewIterator&) const = default;
  const ViewIterator& operator++() {
    ++at_;
    return *this;
  }
  ViewIterator operator++(int) {
    ViewIterator before = *this;
    ++at_;
    return before;
  }
  const ViewIterator& operator--() {
    --at_;
    return *this;
  }
  void advance(std::ptrdiff_t n) { at_ += n; }

 private:
  const Element* at_;
};

class ArrayView {
 public:
  using const_iterator = ViewIterator<Value, ValueAdapter>;
  using iterator = const_iterator;
  ArrayView() = default;
  explicit ArrayView(const Array& array) : array_(&array) {}
  const_iterator begin() const { return const_iterator(array_ ? array_->data() : nullptr); }
  const_iterator end() const { return const_iterator(array_ ? array_->data() + array_->size() : nullptr); }
  std::size_t size() const { return array_ ? array_->size() : 0; }

 private:
  const Array* array_ = nullptr;
};

class ObjectView {
 public:
  using const_iterator = ViewIterator<Member, AdapterMember>;
  using iterator = const_iterator;
  ObjectView() = default;
  explicit ObjectView(const Object& object) : object_(&object) {}
  const_iterator begin() const { return const_iterator(object_ ? object_->begin() : nullptr); }
  const_iterator end() const { return const_iterator(object_ ? object_->end() : nullptr); }
  const_iterator find(const std::string& key) const {
    if (object_)
      for (const Member& member : *object_)
        if (member.key == key) return const_iterator(&member);
    return end();
  }
  std::size_t size() const { return object_ ? object_->size() : 0; }

 private:
  const Object* object_ = nullptr;
};

/// A copy that outlives its document, for `const` and `enum`.
class FrozenCopy : public valijson::adapters::FrozenValue {
 public:
  explicit FrozenCopy(Value value) : value_(std::move(value)) {}
  FrozenValue* clone() const override { return new FrozenCopy(value_); }
  bool equalTo(const valijson::adapters::Adapter& other, bool strict) const override;

 private:
  Value value_;
};

class ValueView {
 public:
  ValueView() = default;
  explicit ValueView(const Value& value) : value_(&value) {}

  valijson::adapters::FrozenValue* freeze() const { return new FrozenCopy(get()); }
  opt::optional<ArrayView> getArrayOptional() const {
    return isArray() ? opt::optional<ArrayView>(ArrayView(*get().as_array())) : opt::optional<ArrayView>();
  }
  opt::optional<ObjectView> getObjectOptional() const {
    return isObject() ? opt::optional<ObjectView>(ObjectView(*get().as_object())) : opt::optional<ObjectView>();
  }
  bool getArraySize(std::size_t& size) const { return isArray() && (size = get().size(), true); }
  bool getObjectSize(std::size_t& size) const { return isObject() && (size = get().size(), true); }
  bool getBool(bool& value) const { return isBool() && (value = *get().as_bool(), true); }
  bool getDouble(double& value) const { return isNumber() && (value = *get().as_double(), true); }
  bool getInteger(std::int64_t& value) const { return isInteger() && (value = *get().as_integer(), true); }
  bool getString(std::string& value) const { return isString() && (value = *get().as_string(), true); }

  static bool hasStrictTypes() { return true; }
  bool isArray() const { return get().is_array(); }
  bool isBool() const { return get().is_bool(); }
  bool isDouble() const { return isNumber() && !get().as_integer(); }
  bool isInteger() const { return get().as_integer().has_value(); }
  bool isNull() const { return get().is_null(); }
  bool isNumber() const { return get().is_number(); }
  bool isObject() const { return get().is_object(); }
  bool isString() const { return get().is_string(); }

 private:
  const Value& get() const {
    static const Value kNull;
    return value_ ? *value_ : kNull;
  }
  const Value* value_ = nullptr;
};

class ValueAdapter
    : public valijson::adapters::BasicAdapter<ValueAdapter, ArrayView, AdapterMember, ObjectView, ValueView> {
 public:
  ValueAdapter() = default;
  explicit ValueAdapter(const Value& value) : BasicAdapter(ValueView(value)) {}
  ValueAdapter(const ValueView& view) : BasicAdapter(view) {}  // NOLINT: valijson converts
};

template <class Element, class Seen>
Seen ViewIterator<Element, Seen>::operator*() const {
  if constexpr (std::is_same_v<Element, Member>)
    return Seen(at_->key, ValueAdapter(at_->value));
  else
    return ValueAdapter(*at_);
}

inline bool FrozenCopy::equalTo(const valijson::adapters::Adapter& other, bool strict) const {
  return ValueAdapter(value_).equalTo(other, strict);
}

}  // namespace boussole::json::schema

template <>
struct valijson::adapters::AdapterTraits<boussole::json::schema::ValueAdapter> {
  using DocumentType = boussole::json::Value;
  static std::string adapterName() { return "boussole::json::Value"; }
};
