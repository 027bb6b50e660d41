package blob

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
)

const keySize = 32

// A Ring holds what is made from the key file.
type Ring struct {
	wrap  cipher.AEAD // seals the scopes' keys
	names []byte      // makes the names that stores see
	check []byte      // what the books know the file by
}

// NewRing makes a ring from the bytes of a key file.
func NewRing(master []byte) (*Ring, error) {
	if len(master) != keySize {
		return nil, errors.New("a key has 32 bytes")
	}
	part := func(use string) []byte {
		k, err := hkdf.Key(sha256.New, master, nil, "fieldfare blobs 1: "+use, keySize)
		if err != nil {
			panic("blob: " + err.Error()) // only for lengths that a hash cannot give
		}
		return k
	}
	wrap, err := newAEAD(part("scope keys"))
	return &Ring{wrap: wrap, names: part("names"), check: part("check")}, err
}

// OpenKey reads the key file, mode 0600. mayMake allows a new one where there is none: never when something is sealed already,
// because a new key would open none of it.
func OpenKey(path string, rand io.Reader, mayMake bool) (*Ring, error) {
	const op = "blob.key"
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if !mayMake {
			return nil, assessments.Errorf(assessments.Invalid, op, "The key file of the pictures, %s, is not there. Put it back from where it was copied to: without it no picture opens. Nothing was changed.", path)
		}
		if raw, err = makeKey(path, rand); err != nil {
			return nil, assessments.Wrap(err, assessments.Invalid, op, fmt.Sprintf("The key file of the pictures, %s, cannot be written. Name a folder that exists with --blob-key.", path))
		}
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, op, fmt.Sprintf("The key file of the pictures, %s, cannot be read.", path))
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, assessments.Errorf(assessments.Invalid, op, "The key file of the pictures, %s, may be read by others on this machine. Take that away (chmod 600) and start again.", path)
	}
	master, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(master) != keySize {
		return nil, assessments.Errorf(assessments.Invalid, op, "The file %s is not a key file: it holds 64 hexadecimal digits. Nothing was changed.", path)
	}
	return NewRing(master)
}

// makeKey writes a new key. Of two processes that start together one wins, and both use its key.
func makeKey(path string, rand io.Reader) ([]byte, error) {
	key := make([]byte, keySize)
	if _, err := io.ReadFull(rand, key); err != nil {
		return nil, err
	}
	if _, err := disk.Make(path, []byte(hex.EncodeToString(key)+"\n")); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// Check is what the books know the key file by. It tells nothing about the key.
func (r *Ring) Check() []byte { return r.check }

// name makes an opaque name.
func (r *Ring) name(parts ...string) string {
	m := hmac.New(sha256.New, r.names)
	m.Write([]byte(strings.Join(parts, "\n"))) // ids, scopes and hashes hold no line break
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// place is where a blob's chunks are kept.
func (r *Ring) place(tenant, scope, sha string) Place {
	return Place{tenant, r.name("scope", tenant, scope), r.name("blob", tenant, scope, sha)}
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// seal writes nonce and sealed bytes, bound to what they are of.
func seal(a cipher.AEAD, rand io.Reader, plain []byte, of string) ([]byte, error) {
	out := make([]byte, a.NonceSize(), a.NonceSize()+len(plain)+a.Overhead())
	if _, err := io.ReadFull(rand, out); err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, "blob.seal", "")
	}
	return a.Seal(out, out, plain, []byte(of)), nil
}

// open reads what seal wrote for the same thing.
func open(a cipher.AEAD, sealed []byte, of string) ([]byte, error) {
	if len(sealed) < a.NonceSize() {
		return nil, errSeal
	}
	plain, err := a.Open(nil, sealed[:a.NonceSize()], sealed[a.NonceSize():], []byte(of))
	if err != nil {
		return nil, errSeal
	}
	return plain, nil
}

var errSeal = errors.New("the seal does not hold")
