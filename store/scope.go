package store

import (
	"fmt"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A scopeKey seals the rows of one child, one setting or the team.
type scopeKey struct {
	id    []byte // as it stands on disk
	scope assessments.Scope
	seal  *vault.Sealer
}

// keyring holds the opened scope keys. Readers and the writer share it.
type keyring struct {
	mu    sync.RWMutex
	byID  map[string]*scopeKey
	names map[string]*scopeKey // by Scope.Key
}

// newKeyring is a keyring without keys.
func newKeyring() *keyring {
	return &keyring{byID: map[string]*scopeKey{}, names: map[string]*scopeKey{}}
}

// add makes a key known under both its names.
func (k *keyring) add(key *scopeKey) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.byID[string(key.id)], k.names[key.scope.Key()] = key, key
}

// drop forgets keys whose rows were rolled back.
func (k *keyring) drop(keys []*scopeKey) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, key := range keys {
		delete(k.byID, string(key.id))
		delete(k.names, key.scope.Key())
	}
}

// get finds a key by its id on disk. A row whose key is gone is damage: the foreign key forbids it.
func (k *keyring) get(id []byte) (*scopeKey, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if key := k.byID[string(id)]; key != nil {
		return key, nil
	}
	return nil, fmt.Errorf("scope %x has no key: %w", id, vault.ErrSeal)
}

// of finds a scope's key, or nil for a scope that has none yet.
func (k *keyring) of(scope assessments.Scope) *scopeKey {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.names[scope.Key()]
}

// scopes lists the names of all scopes that have a key.
func (k *keyring) scopes() []string {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return sorted(k.names)
}

// scopeLabel binds a sealed scope key to its row.
func (s *Store) scopeLabel(id []byte) vault.Label {
	return vault.Label{Store: s.id, Table: "scope_key", Row: id}
}

// loadKeys opens every scope key and tallies them.
func (s *Store) loadKeys(d *db, seen *tally, bad func(error)) error {
	return d.query("SELECT id, sealed FROM scope_key", func(r dbRow) error {
		id, sealed := blob(r[0]), blob(r[1])
		seen.add(row{table: tScope, id: id, tag: vault.Tag(sealed)}.share(s.ring))
		plain, err := s.ring.Scopes.Open(s.scopeLabel(id), sealed)
		if err == nil {
			var key *scopeKey
			if key, err = openScopeKey(id, plain); err == nil {
				s.keys.add(key)
			}
		}
		if err != nil {
			bad(rowError("scope_key", id, err))
		}
		return nil
	})
}

// openScopeKey reads a key and the scope's own name behind it, which stands nowhere else on the disk.
func openScopeKey(id, plain []byte) (*scopeKey, error) {
	if len(plain) <= vault.KeySize {
		return nil, errShort
	}
	seal, err := vault.NewSealer(plain[:vault.KeySize])
	if err != nil {
		return nil, err
	}
	kind, of, _ := strings.Cut(string(plain[vault.KeySize:]), "/")
	return &scopeKey{id, assessments.Scope{Type: assessments.ScopeType(kind), ID: assessments.ID(of)}, seal}, nil
}

// key returns the scope's key and makes one for a new scope.
func (t *tx) key(scope assessments.Scope) (*scopeKey, error) {
	if k := t.s.keys.of(scope); k != nil {
		return k, nil
	}
	secret, err := vault.NewKey(t.s.cfg.Rand)
	if err != nil {
		return nil, err
	}
	id, plain := t.s.ring.ID("scope", scope.Key()), append(secret, scope.Key()...)
	sealed, err := t.s.ring.Scopes.Seal(t.s.cfg.Rand, t.s.scopeLabel(id), plain)
	if err != nil {
		return nil, err
	}
	if err := t.d.exec("INSERT INTO scope_key (id, sealed) VALUES (?, ?)", id, sealed); err != nil {
		return nil, err
	}
	t.st.Tables[tScope].add(row{table: tScope, id: id, tag: vault.Tag(sealed)}.share(t.s.ring))
	k, err := openScopeKey(id, plain)
	if err != nil {
		return nil, err
	}
	t.keys = append(t.keys, k)
	t.s.keys.add(k)
	return k, nil
}
