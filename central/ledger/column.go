package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
)

// A column is a bytea[] of PostgreSQL on its way there: the bodies of a push, which are nearly all of what its statement carries. pgx
// would add them to its buffer one by one and move the buffer each time it is too small.
type column [][]byte

// columnCodec is pgx's own for arrays, but for a column.
type columnCodec struct{ *pgtype.ArrayCodec }

// PlanEncode says how a value is written.
func (c columnCodec) PlanEncode(m *pgtype.Map, oid uint32, format int16, value any) pgtype.EncodePlan {
	if _, ok := value.(column); ok && format == pgtype.BinaryFormatCode {
		return columnPlan{}
	}
	return c.ArrayCodec.PlanEncode(m, oid, format, value)
}

type columnPlan struct{}

// Encode appends a column in the binary form of arrays: dimensions, no nulls, type of the elements, length, first index, elements.
func (columnPlan) Encode(value any, buf []byte) ([]byte, error) {
	col := value.(column)
	if len(col) == 0 {
		return nil, nil // NULL, which unnests to nothing
	}
	size := 20
	for _, b := range col {
		size += 4 + len(b)
	}
	buf = slices.Grow(buf, size)
	for _, n := range []uint32{1, 0, pgtype.ByteaOID, uint32(len(col)), 1} {
		buf = binary.BigEndian.AppendUint32(buf, n)
	}
	for _, b := range col {
		buf = append(binary.BigEndian.AppendUint32(buf, uint32(len(b))), b...)
	}
	return buf, nil
}

// openPostgres opens a pool. Sixteen connections are more than two cores can keep busy and few enough for several processes.
func openPostgres(url string, conns int) (*sql.DB, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*cfg, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		bytea, _ := c.TypeMap().TypeForOID(pgtype.ByteaOID) // pgx is born with it
		c.TypeMap().RegisterType(&pgtype.Type{Name: "_bytea", OID: pgtype.ByteaArrayOID, Codec: columnCodec{&pgtype.ArrayCodec{ElementType: bytea}}})
		// PostgreSQL would make machine code for a push, which takes longer than the push.
		_, err := c.Exec(ctx, "SET jit = off")
		return err
	}))
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns) // the default of 2 would open a connection for every burst
	return db, nil
}
