/** Four films on a light box, drawn: the landing page's picture. Nobody's anatomy. */
export function LightBox() {
  return (
    <svg className="light-box" viewBox="0 0 560 420" aria-hidden="true">
      <defs>
        <radialGradient id="lb-glow" cx="50%" cy="46%" r="62%">
          <stop offset="0" stopColor="#f3b04d" stopOpacity=".34" />
          <stop offset="1" stopColor="#f3b04d" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="lb-tissue" cx="50%" cy="50%" r="52%">
          <stop offset="0" stopColor="#8f99a3" />
          <stop offset=".72" stopColor="#6c757e" />
          <stop offset="1" stopColor="#4a5259" />
        </radialGradient>
        <linearGradient id="lb-lung" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#11151a" />
          <stop offset="1" stopColor="#272e35" />
        </linearGradient>
        <radialGradient id="lb-beam" cx="50%" cy="0%" r="100%">
          <stop offset="0" stopColor="#cfd6dc" />
          <stop offset=".5" stopColor="#6d757d" />
          <stop offset="1" stopColor="#20262b" />
        </radialGradient>
      </defs>
      <rect width="560" height="420" fill="url(#lb-glow)" />
      <g className="lb-film" transform="translate(40 30)">
        <rect width="228" height="172" rx="6" fill="#050607" />
        <ellipse cx="114" cy="88" rx="92" ry="66" fill="#c9d0d6" opacity=".22" />
        <ellipse cx="114" cy="88" rx="88" ry="62" fill="url(#lb-tissue)" />
        <path d="M62 62c18-20 42-14 44 12 2 28-6 52-28 58-24 6-38-44-16-70z" fill="url(#lb-lung)" />
        <path d="M166 62c-18-20-42-14-44 12-2 28 6 52 28 58 24 6 38-44 16-70z" fill="url(#lb-lung)" />
        <ellipse cx="124" cy="84" rx="17" ry="20" fill="#a9b2ba" />
        <circle cx="114" cy="128" r="12" fill="#eef1f3" />
        <circle cx="114" cy="128" r="5" fill="#7f8890" />
        <path d="M108 140h12l-2 10h-8z" fill="#dde2e6" />
      </g>
      <g className="lb-film" transform="translate(292 30)">
        <rect width="228" height="172" rx="6" fill="#050607" />
        <ellipse cx="114" cy="86" rx="66" ry="74" fill="#dfe4e8" opacity=".8" />
        <ellipse cx="114" cy="86" rx="60" ry="68" fill="#15191d" />
        <ellipse cx="114" cy="86" rx="56" ry="64" fill="#737c85" />
        <g fill="none" stroke="#99a3ac" strokeWidth="5" strokeLinecap="round">
          <path d="M74 56c10-8 14 6 24-2M68 78c12-6 14 8 26 2M68 102c12-8 14 6 24 0M78 124c8-8 14 4 22-2" />
          <path d="M154 56c-10-8-14 6-24-2M160 78c-12-6-14 8-26 2M160 102c-12-8-14 6-24 0M150 124c-8-8-14 4-22-2" />
        </g>
        <path d="M114 24v124" stroke="#3f474e" strokeWidth="3" />
        <path
          d="M108 70c-10 8-12 26-4 36 4-8 6-26 4-36zM120 70c10 8 12 26 4 36-4-8-6-26-4-36z"
          fill="#20262b"
        />
      </g>
      <g className="lb-film" transform="translate(40 218)">
        <rect width="228" height="172" rx="6" fill="#050607" />
        <g stroke="#d8dee3" strokeLinecap="round" fill="none">
          <path d="M114 18v136" strokeWidth="13" opacity=".5" />
          <g strokeWidth="5" opacity=".75">
            <path d="M108 34C78 30 56 44 48 72M120 34c30-4 52 10 60 38" />
            <path d="M108 54C74 52 50 68 44 96M120 54c34-2 58 14 64 42" />
            <path d="M108 76c-34-2-58 16-64 44M120 76c34-2 58 16 64 44" />
            <path d="M108 98c-32 0-54 16-60 42M120 98c32 0 54 16 60 42" />
          </g>
          <path d="M106 26C86 22 66 24 54 32M122 26c20-4 40-2 52 6" strokeWidth="7" opacity=".9" />
        </g>
        <path d="M118 84c22 2 34 22 32 48-14 12-34 8-40-2 0-18 2-38 8-46z" fill="#b3bcc4" opacity=".6" />
      </g>
      <g className="lb-film" transform="translate(292 218)">
        <rect width="228" height="172" rx="6" fill="#050607" />
        <path d="M94 16h40l50 112a84 84 0 0 1-140 0z" fill="url(#lb-beam)" />
        <path d="M88 70c15-15 42-13 51 4 8 15-6 32-29 32-24 0-35-21-22-36z" fill="#0d1114" />
        <path d="M78 118c22 10 50 10 72-2" stroke="#e3e8ec" strokeWidth="4" fill="none" opacity=".55" />
        <path d="M97 86l17 6M125 78l-8 14" stroke="#f3b04d" strokeWidth="2.5" strokeLinecap="round" />
      </g>
      <g fill="none" stroke="#f3b04d" strokeWidth="2" strokeLinecap="round">
        <path d="M34 44V24h20M254 24h20v20M274 188v20h-20M54 208H34v-20" />
      </g>
    </svg>
  );
}
