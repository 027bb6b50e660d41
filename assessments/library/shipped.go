package library

import (
	"embed"
	"io/fs"
	"sync"
)

// folder is where the shipped layer stands in what is embedded.
const folder = "library"

// kept remembers what was read: several screens ask for it, and a tablet should not read the same files for each.
var kept struct {
	sync.Mutex
	root    embed.FS
	library *Library
}

// Shipped is the library that comes with the app, read once however many screens ask; root holds it in a folder "library".
// It is shared, so nobody may change it.
func Shipped(root embed.FS) (*Library, error) {
	kept.Lock()
	defer kept.Unlock()
	if kept.library != nil && kept.root == root {
		return kept.library, nil
	}
	files, err := fs.Sub(root, folder)
	if err != nil {
		return nil, err
	}
	l, err := Read(files)
	if err == nil {
		kept.root, kept.library = root, l
	}
	return l, err
}
