package assets

import _ "embed"

// Licences holds the licence of every module and font inside the app, in full. An entry begins with a line of "=== ", the name and the
// version. app/about's test says when one is missing and writes the file anew.
//
//go:embed licences.txt
var Licences string
