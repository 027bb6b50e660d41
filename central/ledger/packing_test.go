package ledger

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// Every part of the two tables that grow is packed with lz4, where the server has it.
func TestPacking_PartsUseLZ4(t *testing.T) {
	l := newKit(t, Config{Database: testkit.Postgres(t)}).l
	var parts, packed int
	var able bool
	err := l.r.QueryRowContext(context.Background(), `SELECT count(*), count(*) FILTER (WHERE a.attcompression = 'l'),
		(SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression')
		FROM pg_inherits i JOIN pg_attribute a ON a.attrelid = i.inhrelid AND a.attname = 'body'
		WHERE i.inhparent IN ('change'::regclass, 'rec_head'::regclass)`).Scan(&parts, &packed, &able)
	if err != nil {
		t.Fatal(err)
	}
	if parts != 16 || able && packed != parts || !able && packed != 0 {
		t.Errorf("%d of %d parts are packed with lz4; the server has it: %v", packed, parts, able)
	}
}
