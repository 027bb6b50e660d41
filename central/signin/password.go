package signin

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/fieldfare/fieldfare/assessments"
)

// The cost of a hash: OWASP's second choice for Argon2id, which a small machine bears while it serves tablets. A kept password
// carries the cost it was made with, so that these may rise.
const (
	memoryKiB = 19 << 10
	passes    = 2
	keyBytes  = 32
	saltBytes = 16
)

// shortest and longest are in letters. Length is worth more than odd signs; the longest keeps nobody's hash busy for long.
const (
	shortest = 12
	longest  = 200
)

// slots bounds how many hashes are made at once: each takes memoryKiB.
var slots = make(chan struct{}, 2)

// hash takes about 30 ms of one processor.
func hash(ctx context.Context, password string, salt []byte, memory, time uint32) ([]byte, error) {
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return nil, assessments.Wrap(ctx.Err(), assessments.Unavailable, "signin.hash", "The service is busy. Try again in a moment.")
	}
	defer func() { <-slots }()
	return argon2.IDKey([]byte(password), salt, time, memory, 1, keyBytes), nil
}

// CheckNew says what is wrong with a password that somebody with that name and address wants. It follows the National Cyber
// Security Centre: long, not guessable from the person, no rules about signs.
func CheckNew(password, name, email string) error {
	const op = "signin.password"
	low := strings.ToLower(password)
	letters := map[rune]bool{}
	for _, r := range low {
		letters[r] = true
	}
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	switch n := utf8.RuneCountInString(password); {
	case n < shortest:
		return assessments.Errorf(assessments.Invalid, op, "The password must have %d letters or more. Three random words are good.", shortest)
	case n > longest || !utf8.ValidString(password):
		return assessments.Errorf(assessments.Invalid, op, "The password must have %d letters or fewer.", longest)
	case len(letters) < 5:
		return assessments.Errorf(assessments.Invalid, op, "The password must have more different letters. Three random words are good.")
	case local != "" && strings.Contains(low, local), strings.Contains(low, "password"), strings.Contains(low, "fieldfare"), strings.Contains(low, "123456"):
		return assessments.Errorf(assessments.Invalid, op, "The password is one of the first that somebody would guess. Three random words are good.")
	}
	for _, part := range strings.Fields(strings.ToLower(name)) {
		if utf8.RuneCountInString(part) > 3 && strings.Contains(low, part) {
			return assessments.Errorf(assessments.Invalid, op, "The password must not have your name in it. Three random words are good.")
		}
	}
	return nil
}

// Keep makes the kept form of a password.
func Keep(ctx context.Context, password string, rand io.Reader) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(rand, salt); err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "signin.keep", "")
	}
	key, err := hash(ctx, password, salt, memoryKiB, passes)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, memoryKiB, passes, b64(salt), b64(key)), nil
}

// Matches reports whether a password is the kept one. For an empty kept form it works as long and says no: how long an answer
// takes must not tell whether there is such an account.
func Matches(ctx context.Context, kept, password string) (bool, error) {
	salt, want, memory, time := make([]byte, saltBytes), make([]byte, keyBytes), uint32(memoryKiB), uint32(passes)
	known := kept != ""
	if known {
		var err error
		if salt, want, memory, time, err = read(kept); err != nil {
			return false, assessments.Wrap(err, assessments.Damaged, "signin.matches", "The account's password cannot be read. Ask for a new sign-in code.")
		}
	}
	if utf8.RuneCountInString(password) > longest {
		password, known = "", false
	}
	got, err := hash(ctx, password, salt, memory, time)
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1 && known, err
}

// read takes a kept password apart. Costs beyond what this service ever made are refused: they come from nowhere good.
func read(kept string) (salt, key []byte, memory, time uint32, err error) {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nil, nil, 0, 0, fmt.Errorf("no Argon2id hash of version %d", argon2.Version)
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &memory, &time); err == nil {
		salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	}
	if err == nil {
		key, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err == nil && (len(key) != keyBytes || len(salt) < 8 || memory < 8 || memory > 1<<20 || time < 1 || time > 20) {
		err = fmt.Errorf("an Argon2id hash of another size")
	}
	return salt, key, memory, time, err
}
