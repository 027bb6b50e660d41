package assets

import _ "embed"

// The words of the spelling check, one a line, sorted byte by byte: the most common British words, the rest of them, and our own
// list of therapy. SpellingTherapy may hold comments that begin with #. The first two are SCOWL's; see spelling/SCOWL-NOTICE.txt.
var (
	//go:embed spelling/common.txt
	SpellingCommon string
	//go:embed spelling/british.txt
	SpellingBritish string
	//go:embed spelling/therapy.txt
	SpellingTherapy string
)
