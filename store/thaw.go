package store

import "github.com/fieldfare/fieldfare/sync/wire"

func thaw(raw []byte) (wire.Change, error) { return wire.Thaw(raw) }
