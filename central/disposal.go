package central

import (
	"context"
	"path/filepath"

	"github.com/fieldfare/fieldfare/central/disposal"
)

// register is the path of the register of destroyed records; "" for none.
func (cfg Config) register() string {
	if cfg.Disposals == "" && cfg.Dir != "" {
		return filepath.Join(cfg.Dir, disposal.RegisterName)
	}
	return cfg.Disposals
}

// newDisposal makes the desk that destroys records, with what it needs of the places outside of the ledger.
func (c *Central) newDisposal() *disposal.Desk {
	return &disposal.Desk{Config: disposal.Config{Ledger: c.ledger, Parcels: c.handoff.Forget, Pictures: c.dropPictures,
		Register: c.cfg.register(), BackupDays: c.cfg.BackupDays, Now: c.cfg.Now, Log: c.cfg.Log}}
}

// dropPictures takes away the sealed chunks of a scope whose key is gone. A service that never had a place for pictures has none.
func (c *Central) dropPictures(ctx context.Context, tenant, scope string) error {
	known, err := c.ledger.BlobCheck(ctx, nil)
	if err != nil || known == nil {
		return err
	}
	s, err := c.Shelf(ctx)
	if err != nil {
		return err
	}
	return s.DropScope(ctx, tenant, scope)
}

// Disposal is the desk at which records are destroyed when their time is over.
func (c *Central) Disposal() *disposal.Desk { return c.disposal }

// Dispose destroys what two leads ordered to be destroyed, until the context ends.
func (c *Central) Dispose(ctx context.Context) { c.disposal.Run(ctx) }
