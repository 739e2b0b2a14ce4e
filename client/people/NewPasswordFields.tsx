import { CheckField, TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'

/** A password for somebody else: made by the page, or typed. */
export interface NewPassword {
  readonly isGenerated: boolean
  readonly typed: string
}

interface NewPasswordFieldsProps {
  readonly password: NewPassword
  readonly onChange: (password: NewPassword) => void
  readonly error: string | undefined
}

export function NewPasswordFields({ password, onChange, error }: NewPasswordFieldsProps) {
  const words = useWords()
  return (
    <>
      <CheckField
        label={words('password.generate')}
        hint={words('password.generateHint')}
        isSelected={password.isGenerated}
        onChange={(isGenerated) => onChange({ ...password, isGenerated })}
      />
      {password.isGenerated ? null : (
        <TextField
          label={words('password.new')}
          hint={words('password.hint')}
          type="password"
          autoComplete="new-password"
          value={password.typed}
          onChange={(typed) => onChange({ ...password, typed })}
          error={error}
          maxLength={1000}
        />
      )}
    </>
  )
}
