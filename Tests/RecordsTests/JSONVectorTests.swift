import Records
import TestSupport
import Testing

/// The public suite of JSON texts: `y_` is JSON, `n_` is not, `i_` is left to the reader.
@Suite("JSON vectors", .enabled(if: SharedFolder.isPresent, SharedFolder.absence))
struct JSONVectorTests {
  private static let folder = "vectors/json-parsing"
  private static let names = SharedFolder.names(in: folder).filter { $0.hasSuffix(".json") }

  private func fault(of name: String) throws -> JSONFault.Reason? {
    let bytes = try SharedFolder.bytes("\(Self.folder)/\(name)")
    var tape = JSONTape()
    do throws(JSONFault) {
      try tape.parse(bytes.span.bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("The suite is whole")
  func count() { #expect(Self.names.count == 318) }

  @Test(
    "What is JSON is read, and survives being written",
    arguments: names.filter { $0.hasPrefix("y_") },
  )
  func valid(_ name: String) throws {
    let bytes = try SharedFolder.bytes("\(Self.folder)/\(name)")
    let value = try JSON(parsing: bytes.span.bytes)
    let again = try JSON(parsing: value.bytes.span.bytes)
    #expect(again.bytes == value.bytes)
    #expect(again == value)
  }

  @Test("What is not JSON is refused", arguments: names.filter { $0.hasPrefix("n_") })
  func invalid(_ name: String) throws { #expect(try fault(of: name) != nil) }

  @Test("Where the standard leaves a choice, it has been made")
  func choices() throws {
    for name in Self.names where name.hasPrefix("i_") {
      let key = String(name.dropFirst(2).dropLast(5))
      #expect(try fault(of: name) == Self.verdicts[key] ?? nil, "\(key)")
      #expect(Self.verdicts.keys.contains(key), "\(key) has no verdict")
    }
  }

  /// Read where the value is a number of any size or a byte sequence that is UTF-8.
  private static let verdicts: [String: JSONFault.Reason?] = [
    "number_double_huge_neg_exp": nil,
    "number_huge_exp": nil,
    "number_neg_int_huge_exp": nil,
    "number_pos_double_huge_exp": nil,
    "number_real_neg_overflow": nil,
    "number_real_pos_overflow": nil,
    "number_real_underflow": nil,
    "number_too_big_neg_int": nil,
    "number_too_big_pos_int": nil,
    "number_very_big_negative_int": nil,
    "object_key_lone_2nd_surrogate": .loneSurrogate,
    "string_1st_surrogate_but_2nd_missing": .loneSurrogate,
    "string_1st_valid_surrogate_2nd_invalid": .loneSurrogate,
    "string_UTF-16LE_with_BOM": .expectedValue,
    "string_UTF-8_invalid_sequence": .malformedUTF8,
    "string_UTF8_surrogate_U+D800": .malformedUTF8,
    "string_incomplete_surrogate_and_escape_valid": .loneSurrogate,
    "string_incomplete_surrogate_pair": .loneSurrogate,
    "string_incomplete_surrogates_escape_valid": .loneSurrogate,
    "string_invalid_lonely_surrogate": .loneSurrogate,
    "string_invalid_surrogate": .loneSurrogate,
    "string_invalid_utf-8": .malformedUTF8,
    "string_inverted_surrogates_U+1D11E": .loneSurrogate,
    "string_iso_latin_1": .malformedUTF8,
    "string_lone_second_surrogate": .loneSurrogate,
    "string_lone_utf8_continuation_byte": .malformedUTF8,
    "string_not_in_unicode_range": .malformedUTF8,
    "string_overlong_sequence_2_bytes": .malformedUTF8,
    "string_overlong_sequence_6_bytes": .malformedUTF8,
    "string_overlong_sequence_6_bytes_null": .malformedUTF8,
    "string_truncated-utf-8": .malformedUTF8,
    "string_utf16BE_no_BOM": .expectedValue,
    "string_utf16LE_no_BOM": .expectedValue,
    "structure_500_nested_arrays": nil,
    "structure_UTF-8_BOM_empty_object": .expectedValue,
  ]

  @Test("Entries refuse of it repeated names, fractions, exponents and minus zero, no more")
  func interchange() throws {
    var refused: [String: EntryFault.Reason] = [:]
    for name in Self.names where name.hasPrefix("y_") {
      let bytes = try SharedFolder.bytes("\(Self.folder)/\(name)")
      var tape = JSONTape()
      try tape.parse(bytes.span.bytes)
      do throws(EntryFault) {
        try tape.checkInterchange(in: bytes.span.bytes)
      } catch {
        refused[String(name.dropFirst(2).dropLast(5))] = error.reason
      }
    }
    #expect(refused == Self.refusedByEntries)
  }

  private static let refusedByEntries: [String: EntryFault.Reason] = [
    "number": .malformedNumber,
    "number_0e1": .malformedNumber,
    "number_double_close_to_zero": .malformedNumber,
    "number_int_with_exp": .malformedNumber,
    "number_minus_zero": .malformedNumber,
    "number_negative_zero": .malformedNumber,
    "number_real_capital_e": .malformedNumber,
    "number_real_capital_e_neg_exp": .malformedNumber,
    "number_real_capital_e_pos_exp": .malformedNumber,
    "number_real_exponent": .malformedNumber,
    "number_real_fraction_exponent": .malformedNumber,
    "number_real_neg_exp": .malformedNumber,
    "number_real_pos_exponent": .malformedNumber,
    "number_simple_real": .malformedNumber,
    "number_0e+1": .malformedNumber,
    "object_duplicated_key": .repeatedName,
    "object_duplicated_key_and_value": .repeatedName,
    "object_extreme_numbers": .malformedNumber,
    "structure_lonely_negative_real": .malformedNumber,
  ]
}
