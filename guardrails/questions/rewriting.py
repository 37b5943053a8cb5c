def rewrite(code, asked, quote, glossary): return ""
