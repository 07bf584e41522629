/// The file `README.txt` of every bundle: how a stranger checks it with public tools.
///
/// A test follows it to the letter.
enum BundleReadme {
  /// The file.
  static let bytes = Array(text.utf8)

  private static let text = #"""
    WHAT THIS IS

    This folder is a bundle: stretches of one or more append-only journals, which
    one organisation sends to others. It is a BagIt bag (RFC 8493). You do not need
    the program that wrote it to see what is inside, or to notice that it was changed.

      bundle.note              who sent it, to whom, what it holds; signed
      card.note                the sender: name, journals, keys; signed
      tagmanifest-sha256.txt   SHA-256 of the files beside it
      manifest-sha256.txt      SHA-256 of the files under data/
      data/journals/NNNN/      one journal each
        checkpoint             the journal's size and root hash; signed
        base                   what the first entry continues from
        entries/A-B.ndjson.gz  the entries number A to B, one line of JSON each
      data/sealed.tar.age      in a sealed bundle: another bundle, encrypted

    Read the entries:

      zcat data/journals/0001/entries/*.gz

    A line that begins with {"leaf": stands for an entry that is not shown to you.

    CHECK THE SIGNATURE

    Needed: a shell, sed, awk, coreutils and openssl 3. In this folder, run:

      work=$(mktemp -d)

      # The text that is signed is everything before the blank line.
      sed '/^$/,$d' bundle.note > "$work/text"

      # The signature is the last 64 bytes of the last word of the last line.
      sed '1,/^$/d' bundle.note | head -n 1 > "$work/line"
      awk '{ print $3 }' "$work/line" | base64 -d | tail -c 64 > "$work/signature"

      # The key is the last 32 bytes of the key that the card gives to that journal.
      signer=$(awk '{ print $2 }' "$work/line")
      awk -v n="$signer" '$1 == "journal" && $2 == n { print $3 }' card.note |
        cut -d + -f 3- | base64 -d | tail -c 32 > "$work/raw"

      # openssl wants it in DER: twelve fixed bytes (RFC 8410), then the key.
      printf '\060\052\060\005\006\003\053\145\160\003\041\000' |
        cat - "$work/raw" > "$work/key"

      openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin \
        -in "$work/text" -sigfile "$work/signature"

    It prints "Signature Verified Successfully".

    CHECK THE FILES

      sha256sum tagmanifest-sha256.txt
      grep '^bag ' bundle.note
      sha256sum -c tagmanifest-sha256.txt
      sha256sum -c manifest-sha256.txt

    The first two print the same digits, and every file of the other two is OK. Then
    each file is the one that was signed. A file that no list names is not part of the
    bundle; bundle.note and tagmanifest-sha256.txt themselves are in none.

    CHECK WHO SIGNED

    So far you know that whoever wrote card.note wrote all of this. Compare the
    sender's id, on the line "from" of bundle.note, with one that you got from the
    sender by another way: by telephone, or from an official list. The id is derived
    from the key of the first journal on the card:

      awk '$1 == "journal" { print $3; exit }' card.note |
        cut -d + -f 3- | base64 -d | tail -c 32 > "$work/first"
      (echo "steward organisation"; cat "$work/first") |
        openssl dgst -sha256 -binary | base32 | tr A-Z a-z | cut -c 1-26

    The card is signed by that key in the same way as the note. (After a change of
    keys the first key is an older one; data/keys then holds the links, each of them
    signed by the old key and the new.)

    WHAT NEEDS MORE

    That the journal was never rewritten: that its entries, from base on, hash to the
    root in checkpoint, is a computation over a Merkle tree (RFC 6962). "steward
    inspect" does it, and so does any program that follows the RFC: an entry's leaf
    hash is SHA-256 of a zero byte and the line without its line feed. Whether this
    stretch continues one you were sent before takes both, and a memory of the older
    root. What is encrypted opens with "age -d" and the recipient's key.

    """#
}
